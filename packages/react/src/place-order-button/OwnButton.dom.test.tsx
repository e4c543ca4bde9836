import type { PaymentResult } from '@payloom/core/contract'
import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { PaymentMethodSelector } from '../payment-method-selector/PaymentMethodSelector.tsx'
import {
  card,
  createScriptedCheckout,
  partlyPaid,
  payButton,
  paymentState,
  type ScriptedCheckout,
  threeMethods,
} from '../scriptedCheckout.fixture.ts'
import { PlaceOrderButton, type PlaceOrderButtonProps } from './PlaceOrderButton.tsx'

const ids = { attemptId: '0123456789abcdef0123456789abcdef', paymentId: 'payment-1' }
const ownButtons = { ...threeMethods, methods: [card, payButton] }

async function show(checkout: ScriptedCheckout, props: PlaceOrderButtonProps = {}) {
  const { container } = render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <PaymentMethodSelector />
        <PlaceOrderButton {...props} />
      </CheckoutProvider>
    </StrictMode>,
  )
  await screen.findByRole('radio', { name: 'Card' })
  const place = container.querySelector('.payloom-place')
  return { place, user: userEvent.setup() }
}

async function chooseOwnButton() {
  const checkout = createScriptedCheckout(ownButtons)
  const view = await show(checkout)
  await view.user.click(screen.getByRole('radio', { name: 'Sandbox Pay' }))
  return { checkout, ...view }
}

test('a method’s own button stands in the place of the page’s, and its panel says to use it', async () => {
  const { place, user } = await chooseOwnButton()
  expect(place).toContainElement(screen.getByRole('button', { name: 'Pay with Sandbox' }))
  expect(screen.queryByRole('button', { name: /19\.99/ })).not.toBeInTheDocument()
  const panel = screen.getByRole('group', { name: 'Sandbox Pay' })
  expect(panel).toHaveTextContent('Pay with the Sandbox Pay button below.')
  await user.click(screen.getByRole('radio', { name: 'Card' }))
  expect(screen.getByRole('button', { name: 'Pay €19.99' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Pay with Sandbox' })).not.toBeInTheDocument()
})

test('the own button stays while its order is under way, and what happens is told below it', async () => {
  const { checkout } = await chooseOwnButton()
  const button = screen.getByRole('button', { name: 'Pay with Sandbox' })
  act(() => {
    checkout.setAttempt({ phase: 'validating', ...ids })
    checkout.setSubmit({ canSubmit: false, reasons: ['busy', 'own-button'] })
  })
  expect(screen.getByRole('button', { name: 'Pay with Sandbox' })).toBe(button)
  expect(screen.getByText('Placing your order')).toHaveAttribute('aria-live', 'polite')
  act(() => {
    checkout.setAttempt({ phase: 'succeeded', success: 'paid', ...ids })
    checkout.setSubmit({ canSubmit: false, reasons: ['done'] })
  })
  expect(screen.getByRole('button', { name: 'Order placed' })).toBeInTheDocument()
})

test('an own button that could not be loaded says so in its panel, and the page’s button why it waits', async () => {
  const { checkout } = await chooseOwnButton()
  act(() => {
    checkout.setPanel({ status: 'error', error: { code: 'script-blocked', retry: 'same' } })
    checkout.setSubmit({ canSubmit: false, reasons: ['panel-error'] })
  })
  expect(screen.getByText(/^Sandbox Pay was blocked/)).toHaveRole('alert')
  expect(screen.getByRole('button', { name: 'Pay €19.99' })).toHaveAccessibleDescription(
    'This payment method could not be loaded. Choose another one.',
  )
})

test('beforeSubmit holds for an order that is placed without the page’s button, as long as that is shown', async () => {
  const checkout = createScriptedCheckout(ownButtons)
  let isAllowed = false
  await show(checkout, { beforeSubmit: () => isAllowed })
  expect(checkout.calls).not.toContain('validate')
  await checkout.placeOrder()
  expect(checkout.calls).not.toContain('validate')
  isAllowed = true
  await checkout.placeOrder()
  expect(checkout.calls).toContain('validate')
})

test('on the way to a company’s page a calm sentence says where to', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  const { user } = await show(checkout)
  await user.click(screen.getByRole('radio', { name: 'Bank transfer' }))
  const result: PaymentResult = {
    ...{ outcome: 'redirect', url: 'https://bank.example/pay', method: 'GET', fields: [] },
    ...{ step: 1, state: paymentState(), ...ids },
  }
  act(() => {
    checkout.setAttempt({ phase: 'confirming', ...ids, result })
    checkout.setSubmit({ canSubmit: false, reasons: ['busy'] })
  })
  expect(screen.getByRole('button', { name: 'Taking you to pay' })).toHaveAttribute('aria-busy', 'true')
  expect(screen.getByText(/^We are taking you to Bank transfer/)).toHaveAttribute('aria-live', 'polite')
})

test('a set-up saves: no amount, and its own words to the end', async () => {
  const checkout = createScriptedCheckout({ ...threeMethods, methods: [card] })
  const { user } = await show(checkout)
  await user.click(screen.getByRole('radio', { name: 'Card' }))
  act(() => checkout.setSelection({ kind: 'setup' }))
  expect(screen.getByRole('button', { name: 'Save payment method' })).toBeEnabled()
  act(() => {
    checkout.setAttempt({ phase: 'validating', ...ids })
    checkout.setSubmit({ canSubmit: false, reasons: ['busy'] })
  })
  expect(screen.getByRole('button', { name: 'Saving' })).toBeInTheDocument()
  act(() => checkout.setSubmit({ canSubmit: false, reasons: ['done'] }))
  expect(screen.getByRole('button', { name: 'Saved' })).toBeInTheDocument()
})

test('after a part was paid the list is asked for anew, and the button shows what is left', async () => {
  const checkout = createScriptedCheckout(threeMethods, partlyPaid)
  const { user } = await show(checkout)
  await user.click(screen.getByRole('radio', { name: 'Card' }))
  act(() => checkout.setAttempt({ phase: 'validating', ...ids }))
  act(() => {
    checkout.setAttempt({ phase: 'idle' })
    checkout.setSelection({ method: undefined, panel: { status: 'none' }, isListOutdated: true })
  })
  expect(await screen.findByRole('region', { name: 'Already covered' })).toHaveTextContent('Gift card')
  expect(screen.getByRole('button', { name: 'Pay €9.99' })).toBeInTheDocument()
})
