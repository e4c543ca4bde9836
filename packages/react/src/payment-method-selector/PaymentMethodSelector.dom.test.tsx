import { PaymentError } from '@payloom/core'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { usePaymentMethods } from '../hooks/usePaymentMethods.ts'
import {
  bankTransfer,
  card,
  cash,
  createScriptedCheckout,
  type ScriptedCheckout,
  threeMethods,
} from '../scriptedCheckout.fixture.ts'
import { PaymentMethodSelector } from './PaymentMethodSelector.tsx'

function Refetch() {
  const { refetch } = usePaymentMethods()
  return (
    <button type="button" onClick={() => void refetch()}>
      Change the cart
    </button>
  )
}

function show(checkout: ScriptedCheckout) {
  return render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <PaymentMethodSelector />
        <Refetch />
      </CheckoutProvider>
    </StrictMode>,
  )
}

const offline = new PaymentError({ message: 'offline', code: 'offline', retry: 'same', origin: 'network' })

test('the list is a group of radios, none of them chosen, with the surcharge before the choice', async () => {
  show(createScriptedCheckout(threeMethods))
  const group = await screen.findByRole('group', { name: 'Payment method' })
  const radios = within(group).getAllByRole('radio')
  expect(
    radios.map((radio) => radio.getAttribute('aria-labelledby') && (radio as HTMLInputElement).checked),
  ).toEqual([false, false, false])
  expect(screen.getByRole('radio', { name: 'Card' })).toHaveAccessibleDescription('Visa, Mastercard and more')
  expect(screen.getByRole('radio', { name: 'Cash on delivery' })).toHaveAccessibleDescription('+ €0.50')
})

test('nothing is chosen or asked of the backend before the shopper chooses', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  show(checkout)
  await screen.findByRole('radio', { name: 'Card' })
  expect(checkout.calls.filter((call) => call !== 'loadMethodList')).toEqual([])
})

test('pointing at a method warms it, choosing it selects it and opens its panel alone', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  show(checkout)
  const user = userEvent.setup()
  await user.hover(await screen.findByText('Card'))
  expect(checkout.calls).toContain('warm sandbox/card')
  expect(checkout.calls).not.toContain('select sandbox/card')
  await user.click(screen.getByText('Card'))
  expect(checkout.calls).toContain('select sandbox/card')
  expect(screen.getByRole('group', { name: 'Card' })).toContainElement(screen.getByLabelText('Card number'))
  await user.click(screen.getByText('Bank transfer'))
  expect(screen.queryByLabelText('Card number')).not.toBeInTheDocument()
  expect(screen.getByRole('group', { name: 'Bank transfer' })).toHaveTextContent('Nothing to fill in.')
})

test('by keyboard: Tab reaches the list once, arrows move the choice, Tab goes on into the open panel', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  show(checkout)
  const user = userEvent.setup()
  const first = await screen.findByRole('radio', { name: 'Card' })
  await user.tab()
  expect(first).toHaveFocus()
  expect(checkout.calls).toContain('warm sandbox/card')
  await user.keyboard(' ')
  expect(first).toBeChecked()
  await user.keyboard('{ArrowDown}')
  expect(screen.getByRole('radio', { name: 'Cash on delivery' })).toBeChecked()
  await user.keyboard('{ArrowUp}')
  expect(first).toBeChecked()
  await user.tab()
  expect(screen.getByLabelText('Card number')).toHaveFocus()
  await user.tab()
  expect(screen.getByRole('button', { name: 'Change the cart' })).toHaveFocus()
})

test('a changed cart shows new totals without replacing a row or the open panel', async () => {
  const dearer = {
    ...threeMethods,
    methods: [card, { ...cash, surcharge: { amount: { value: 75, currency: 'EUR' } } }, bankTransfer],
  }
  const checkout = createScriptedCheckout(threeMethods, dearer)
  show(checkout)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('radio', { name: 'Card' }))
  const field = screen.getByLabelText('Card number')
  await user.type(field, '4111')
  const rows = screen.getAllByRole('radio')
  await user.click(screen.getByRole('button', { name: 'Change the cart' }))
  expect(await screen.findByText('+ €0.75')).toBeInTheDocument()
  expect(screen.getAllByRole('radio')).toEqual(rows)
  expect(screen.getByLabelText('Card number')).toBe(field)
  expect(field).toHaveValue('4111')
})

test('while the list loads a status says so, and rows of the same height hold its place', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof threeMethods>()
  const { container } = show(createScriptedCheckout(promise))
  expect(await screen.findByText('Loading payment methods')).toBeInTheDocument()
  expect(container.querySelectorAll('.payloom-skeleton .payloom-row')).toHaveLength(3)
  resolve(threeMethods)
  expect(await screen.findAllByRole('radio')).toHaveLength(3)
  expect(screen.queryByText('Loading payment methods')).not.toBeInTheDocument()
})

test('an empty list says why, each reason once, and what to do', async () => {
  const unavailable = [
    { provider: 'sandbox', method: 'card', reason: 'country' },
    { provider: 'sandbox', method: 'card', reason: 'country' },
    { provider: 'plain', method: 'cash', reason: 'a-later-reason' },
  ]
  show(createScriptedCheckout({ ...threeMethods, methods: [], unavailable }))
  const status = await screen.findByText('There is no way to pay for this order yet.')
  expect(status).toBeInTheDocument()
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
  expect(screen.getByText(/Check the country and the currency/)).toBeInTheDocument()
})

test('a list that did not come says so and can be asked for again, and the focus stays here', async () => {
  const checkout = createScriptedCheckout(offline, offline, threeMethods)
  show(checkout)
  const user = userEvent.setup()
  expect(await screen.findByRole('alert')).toHaveTextContent('You are offline.')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Try again' })).toHaveFocus())
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.getByRole('radio', { name: 'Card' })).toHaveFocus())
})

test('a panel that failed says what happened and tries again, and every other method stays usable', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  show(checkout)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('radio', { name: 'Card' }))
  act(() => checkout.setPanel({ status: 'error', error: { code: 'script-blocked', retry: 'same' } }))
  expect(screen.getByRole('alert')).toHaveTextContent('Card was blocked.')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(checkout.calls).toContain('retryPanel')
  await user.click(screen.getByRole('radio', { name: 'Cash on delivery' }))
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  expect(screen.getByRole('group', { name: 'Cash on delivery' })).toHaveTextContent('You pay later.')
})

test('a loading panel keeps the slot and says that it loads', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  show(checkout)
  await userEvent.click(await screen.findByRole('radio', { name: 'Card' }))
  const field = screen.getByLabelText('Card number')
  act(() => checkout.setPanel({ status: 'loading' }))
  expect(screen.getByText('Loading Card')).toBeInTheDocument()
  act(() => checkout.setPanel({ status: 'ready', presentation: 'form' }))
  expect(screen.queryByText('Loading Card')).not.toBeInTheDocument()
  expect(screen.getByLabelText('Card number')).toBe(field)
})

test('while an order is under way the choice holds', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  show(checkout)
  await userEvent.click(await screen.findByRole('radio', { name: 'Card' }))
  act(() => checkout.setSubmit({ canSubmit: false, reasons: ['busy'] }))
  expect(screen.getByRole('radio', { name: 'Bank transfer' })).toBeDisabled()
  act(() => checkout.setSubmit({ canSubmit: true, reasons: [] }))
  expect(screen.getByRole('radio', { name: 'Bank transfer' })).toBeEnabled()
})

test('texts of the server stay texts, and only https or the page’s own pictures are shown', async () => {
  const hostile = [
    { ...card, title: '<img src=x onerror=alert(1)>', icon: 'javascript:alert(1)' },
    { ...cash, icon: 'data:image/svg+xml,<svg onload=alert(1)>' },
    { ...bankTransfer, icon: 'http://tracker.example/x.png' },
    { ...bankTransfer, method: 'constructor', icon: 'https://pay.example/logo.svg' },
  ]
  const { container } = show(createScriptedCheckout({ ...threeMethods, methods: hostile }))
  expect(await screen.findByRole('radio', { name: '<img src=x onerror=alert(1)>' })).toBeInTheDocument()
  const images = [...container.querySelectorAll('img')]
  expect(images.map((image) => image.src)).toEqual(['https://pay.example/logo.svg'])
  expect(images[0]).toHaveAttribute('referrerpolicy', 'no-referrer')
})
