import type { MethodList } from '@payloom/core/contract'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { type ReactNode, StrictMode } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { PaymentMethodSelectorParts as Selector } from '../index.ts'
import {
  card,
  createScriptedCheckout,
  partlyPaid,
  payButton,
  type ScriptedCheckout,
  storedMastercard,
  storedVisa,
  threeMethods,
} from '../scriptedCheckout.fixture.ts'
import { PaymentMethodSelector } from './PaymentMethodSelector.tsx'

const withStored: MethodList = { ...threeMethods, stored: [storedVisa, storedMastercard] }

async function show(checkout: ScriptedCheckout, children: ReactNode = <PaymentMethodSelector />) {
  render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>{children}</CheckoutProvider>
    </StrictMode>,
  )
  await screen.findByRole('radio', { name: 'Card' })
  return userEvent.setup()
}

test('stored methods stand first, in the same radio group, read by brand, digits and expiry', async () => {
  await show(createScriptedCheckout(withStored))
  const group = screen.getByRole('group', { name: 'Payment method' })
  const radios = within(group).getAllByRole<HTMLInputElement>('radio')
  expect(radios).toHaveLength(5)
  expect(new Set(radios.map(({ name }) => name)).size).toBe(1)
  const saved = within(screen.getByRole('group', { name: 'Saved payment methods' }))
  expect(saved.getAllByRole('radio')).toEqual(radios.slice(0, 2))
  const visa = saved.getByRole('radio', { name: 'Visa ending in 1111' })
  expect(visa).toHaveAccessibleDescription('Expires 04/31')
  expect(saved.getByText('•••• 1111')).toBeInTheDocument()
})

test('choosing a stored method names it, and leaves the row of its method alone', async () => {
  const checkout = createScriptedCheckout(withStored)
  const user = await show(checkout)
  await user.click(screen.getByRole('radio', { name: 'Visa ending in 1111' }))
  expect(checkout.calls).toContain('select sandbox/card sm_1')
  expect(screen.getByRole('radio', { name: 'Visa ending in 1111' })).toBeChecked()
  expect(screen.getByRole('radio', { name: 'Card' })).not.toBeChecked()
  const panel = screen.getByRole('group', { name: 'Visa ending in 1111' })
  expect(panel).toHaveTextContent('Nothing to fill in.')
})

test('a stored card that wants its security code has its field in its own panel', async () => {
  const user = await show(createScriptedCheckout(withStored))
  await user.click(screen.getByRole('radio', { name: 'Mastercard ending in 4444' }))
  const panel = screen.getByRole('group', { name: 'Mastercard ending in 4444' })
  expect(panel).toContainElement(screen.getByLabelText('Card number'))
  expect(panel).not.toHaveTextContent('Nothing to fill in.')
})

test('what is paid already stands above the list, with what is left, and can be taken off', async () => {
  const checkout = createScriptedCheckout(partlyPaid, threeMethods)
  const user = await show(checkout)
  const region = screen.getByRole('region', { name: 'Already covered' })
  expect(region).toHaveTextContent('Gift card-€10.00')
  expect(region).toHaveTextContent('Left to pay€9.99')
  await user.click(within(region).getByRole('button', { name: 'Remove Gift card' }))
  await waitFor(() => expect(region).not.toBeInTheDocument())
  expect(checkout.calls.filter((call) => call.startsWith('removePart'))).toHaveLength(1)
  expect(checkout.calls.filter((call) => call === 'loadMethodList')).toHaveLength(2)
  expect(screen.getByText('Gift card has been taken off.')).toBeInTheDocument()
  expect(screen.getByRole('radio', { name: 'Card' })).toHaveFocus()
})

test('a part that could not be taken off stays, and says so', async () => {
  const checkout = createScriptedCheckout(partlyPaid)
  checkout.removePart = async () => ({ kind: 'kept' })
  const user = await show(checkout)
  await user.click(screen.getByRole('button', { name: 'Remove Gift card' }))
  expect(await screen.findByText(/Gift card could not be taken off/)).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Remove Gift card' })).toHaveAttribute('aria-disabled', 'false')
})

test('while an order is under way no part can be taken off', async () => {
  const checkout = createScriptedCheckout(partlyPaid)
  await show(checkout)
  act(() => checkout.setSubmit({ canSubmit: false, reasons: ['busy'] }))
  expect(screen.getByRole('button', { name: 'Remove Gift card' })).toBeDisabled()
})

test('without a page’s button to lend its place, a method’s own button stands in its panel', async () => {
  const user = await show(createScriptedCheckout({ ...threeMethods, methods: [card, payButton] }))
  await user.click(screen.getByRole('radio', { name: 'Sandbox Pay' }))
  const panel = screen.getByRole('group', { name: 'Sandbox Pay' })
  expect(panel).toContainElement(screen.getByRole('button', { name: 'Pay with Sandbox' }))
})

test.each([
  [
    'an order that costs nothing',
    { total: { value: 0, currency: 'EUR' } },
    undefined,
    'There is nothing to pay.',
  ],
  ['a set-up', {}, 'setup', 'Save it with the button below.'],
] as const)('the sentence for %s', async (_, change, kind, sentence) => {
  const [, , transfer] = threeMethods.methods
  const free = { ...card, ...transfer, ...change, method: 'free', title: 'Free' }
  const checkout = createScriptedCheckout({ ...threeMethods, methods: [card, free] })
  const user = await show(checkout)
  await user.click(screen.getByRole('radio', { name: 'Free' }))
  act(() => checkout.setSelection({ kind }))
  expect(screen.getByRole('group', { name: 'Free' })).toHaveTextContent(sentence)
})

test('a page puts the parts together in its own way', async () => {
  const user = await show(
    createScriptedCheckout(withStored),
    <Selector.Root className="mine" render={<article aria-label="Payment" />}>
      <Selector.Message />
      <Selector.Group legend="How would you like to pay?">
        <Selector.List>
          <Selector.Item render={<section />}>
            <Selector.Panel />
            <Selector.Row>
              <Selector.Title render={<strong />} />
              <Selector.Radio />
            </Selector.Row>
          </Selector.Item>
        </Selector.List>
      </Selector.Group>
    </Selector.Root>,
  )
  const root = screen.getByRole('article', { name: 'Payment' })
  expect(root).toHaveClass('payloom-methods', 'mine')
  expect(root).toHaveAttribute('data-state', 'ready')
  expect(screen.getByRole('group', { name: 'How would you like to pay?' })).toBeInTheDocument()
  expect(screen.getAllByRole('radio')).toHaveLength(3)
  expect(screen.getByText('Card', { selector: 'strong > bdi' })).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'Card' }))
  const item = screen.getByRole('radio', { name: 'Card' }).closest('section')
  expect(Object.fromEntries(Object.entries(item?.dataset ?? {}))).toEqual({
    provider: 'sandbox',
    method: 'card',
    selected: 'true',
  })
  expect(item?.firstElementChild).toBe(screen.getByRole('group', { name: 'Card' }))
})

test('a part outside of its selector says what is missing', () => {
  const checkout = createScriptedCheckout(threeMethods)
  const stray = (
    <CheckoutProvider checkout={checkout}>
      <Selector.List />
    </CheckoutProvider>
  )
  expect(() => render(stray)).toThrow('PaymentMethodSelectorParts.List: there is no Root above.')
})
