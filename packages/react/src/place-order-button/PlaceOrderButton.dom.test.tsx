import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { PaymentMethodSelector } from '../payment-method-selector/PaymentMethodSelector.tsx'
import {
  cash,
  createScriptedCheckout,
  partlyPaid,
  paymentState,
  type ScriptedCheckout,
  threeMethods,
} from '../scriptedCheckout.fixture.ts'
import { PlaceOrderButton, type PlaceOrderButtonProps } from './PlaceOrderButton.tsx'

const attemptId = '0123456789abcdef0123456789abcdef'
const ids = { attemptId, paymentId: 'payment-1' }

async function show(checkout: ScriptedCheckout, props: PlaceOrderButtonProps = {}) {
  render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <PaymentMethodSelector />
        <PlaceOrderButton {...props} />
      </CheckoutProvider>
    </StrictMode>,
  )
  await screen.findByRole('radio', { name: 'Card' })
}

async function showReady(props: PlaceOrderButtonProps = {}) {
  const checkout = createScriptedCheckout(threeMethods)
  await show(checkout, props)
  const user = userEvent.setup()
  await user.click(screen.getByRole('radio', { name: 'Card' }))
  return { checkout, user }
}

test('the button says what it costs by the chosen method, and "Place order" for what is paid later', async () => {
  const { user } = await showReady()
  expect(screen.getByRole('button', { name: 'Pay €19.99' })).toBeEnabled()
  await user.click(screen.getByRole('radio', { name: 'Bank transfer' }))
  expect(screen.getByRole('button', { name: 'Pay €19.99' })).toBeEnabled()
  await user.click(screen.getByRole('radio', { name: cash.title }))
  expect(screen.getByRole('button', { name: 'Place order' })).toBeEnabled()
})

test('without a method it says what is missing, and a press leads to the list', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  await show(checkout)
  const button = screen.getByRole('button', { name: 'Pay €19.99' })
  expect(button).toHaveAttribute('aria-disabled', 'true')
  expect(button).toHaveAccessibleDescription('Choose a payment method.')
  await userEvent.click(button)
  expect(checkout.calls).not.toContain('placeOrder')
  expect(screen.getByRole('radio', { name: 'Card' })).toHaveFocus()
  expect(screen.getByText('Choose a payment method.', { selector: '[aria-live=polite]' })).toBeVisible()
})

test('a press places the order, asking beforeSubmit first', async () => {
  const { checkout, user } = await showReady({
    beforeSubmit: () => {
      checkout.calls.push('beforeSubmit')
      return true
    },
  })
  await user.click(screen.getByRole('button', { name: 'Pay €19.99' }))
  expect(checkout.calls.slice(-3)).toEqual(['placeOrder', 'beforeSubmit', 'validate'])
})

test('while an order is under way the button is busy, keeps the focus and does nothing', async () => {
  const { checkout, user } = await showReady()
  const button = screen.getByRole('button', { name: 'Pay €19.99' })
  await user.click(button)
  act(() => {
    checkout.setAttempt({ phase: 'validating', ...ids })
    checkout.setSubmit({ canSubmit: false, reasons: ['busy'] })
  })
  expect(button).toHaveAccessibleName('Placing your order')
  expect(button).toHaveAttribute('aria-busy', 'true')
  expect(button).toHaveFocus()
  const before = checkout.calls.length
  await user.dblClick(button)
  await user.keyboard('{Enter}{Enter}')
  expect(checkout.calls.slice(before)).toEqual([])
})

test('an incomplete form is no dead end: a press asks the method what is missing', async () => {
  const { checkout, user } = await showReady()
  act(() => checkout.setSubmit({ canSubmit: false, reasons: ['incomplete'] }))
  const button = screen.getByRole('button', { name: 'Pay €19.99' })
  expect(button).toHaveAccessibleDescription('Fill in your payment details.')
  await user.click(button)
  expect(screen.getByText('Fill in your payment details.', { selector: '[aria-live=polite]' })).toBeVisible()
  act(() => checkout.setSubmit({ canSubmit: true, reasons: [] }))
  expect(button).toHaveAccessibleDescription('')
})

test('a refusal is announced in the shopper’s words and leaves the fields and the other methods as they were', async () => {
  const { checkout, user } = await showReady()
  const field = screen.getByLabelText('Card number')
  await user.type(field, '4000')
  act(() => {
    checkout.setAttempt({ phase: 'failed', ...ids, error: { code: 'insufficient_funds', retry: 'same' } })
  })
  expect(screen.getByRole('alert')).toHaveTextContent('There is not enough money on this card or account.')
  expect(screen.getByLabelText('Card number')).toBe(field)
  expect(field).toHaveValue('4000')
  expect(screen.getByRole('radio', { name: 'Bank transfer' })).toBeEnabled()
})

test('a refusal that this version does not know is still a sentence', async () => {
  const { checkout } = await showReady()
  act(() => checkout.setAttempt({ phase: 'failed', ...ids, error: { code: '__proto__', retry: 'same' } }))
  expect(screen.getByRole('alert')).toHaveTextContent('The payment did not go through.')
})

test('what the shop finds wrong with the order is told in the shop’s words', async () => {
  const { checkout } = await showReady()
  act(() => {
    checkout.setAttempt({
      phase: 'ready',
      error: { code: 'order-invalid', retry: 'never' },
      issues: [{ code: 'sold-out', message: 'The linen sheet is sold out.' }],
    })
  })
  expect(screen.getByRole('alert')).toHaveTextContent('The linen sheet is sold out.')
})

test('a changed total is shown and has to be accepted, and the focus goes back to the button', async () => {
  const { checkout, user } = await showReady()
  act(() => {
    checkout.setAttempt({ phase: 'reviewing', ...ids, newTotal: { value: 2149, currency: 'EUR' } })
    checkout.setSubmit({ canSubmit: false, reasons: ['reviewing'] })
  })
  expect(await screen.findByText('The new total is €21.49. Nothing has been charged.')).toBeInTheDocument()
  expect(screen.getByText('The total has changed')).toHaveFocus()
  expect(screen.queryByRole('button', { name: /^Pay/ })).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Continue with €21.49' }))
  expect(checkout.calls).toContain('acceptAmount')
  act(() => {
    checkout.setAttempt({ phase: 'ready', ...ids })
    checkout.setSubmit({ canSubmit: true, reasons: [] })
  })
  expect(screen.getByRole('button', { name: 'Pay €19.99' })).toHaveFocus()
})

test('onOrder is told once, when the order stands', async () => {
  const orders: unknown[] = []
  const { checkout } = await showReady({ onOrder: (order) => orders.push(order) })
  const state = paymentState({ orderId: 'order-7' })
  const result = { outcome: 'pending', ...ids, orderId: 'order-7', step: 1, state } as const
  act(() => checkout.setAttempt({ phase: 'validating', ...ids }))
  act(() => checkout.setAttempt({ phase: 'confirming', ...ids }))
  expect(orders).toEqual([])
  act(() => checkout.setAttempt({ phase: 'confirming', ...ids, result }))
  act(() => checkout.setAttempt({ phase: 'succeeded', success: 'paid', ...ids, result }))
  expect(orders).toEqual([{ ...ids, orderId: 'order-7' }])
})

test('an order that stood before the button was drawn is told too, and no order twice', async () => {
  const orders: unknown[] = []
  const checkout = createScriptedCheckout(threeMethods)
  const result = { outcome: 'pending', ...ids, step: 1, state: paymentState() } as const
  checkout.setAttempt({ phase: 'confirming', ...ids, result })
  const page = (shown: boolean) => (
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        {shown && <PlaceOrderButton onOrder={(order) => orders.push(order)} />}
      </CheckoutProvider>
    </StrictMode>
  )
  const { rerender } = render(page(true))
  await screen.findByRole('button')
  expect(orders).toEqual([{ ...ids, orderId: undefined }])
  rerender(page(false))
  rerender(page(true))
  await screen.findByRole('button')
  expect(orders).toHaveLength(1)
})

test('an order whose answer was lost is told when its status came, with the order that the status names', async () => {
  const orders: unknown[] = []
  const { checkout } = await showReady({ onOrder: (order) => orders.push(order) })
  const state = paymentState({ orderId: 'order-8', status: 'paid' })
  act(() => checkout.setStatus('payment-1', { status: 'ready', state, connection: 'live' }))
  act(() => checkout.setAttempt({ phase: 'succeeded', success: 'paid', ...ids }))
  expect(orders).toEqual([{ ...ids, orderId: 'order-8' }])
})

test('while a paid part is taken off nothing is ordered, for the total is about to change (B12)', async () => {
  const checkout = createScriptedCheckout(partlyPaid)
  const removal = Promise.withResolvers<{ kind: 'removed' }>()
  checkout.removePart = () => removal.promise
  await show(checkout)
  const user = userEvent.setup()
  await user.click(screen.getByRole('radio', { name: 'Card' }))
  const button = screen.getByRole('button', { name: 'Pay €9.99' })
  await user.click(screen.getByRole('button', { name: 'Remove Gift card' }))
  expect(button).toHaveAttribute('aria-disabled', 'true')
  expect(button).toHaveAccessibleDescription('One moment, what you took off is being given back.')
  await user.click(button)
  expect(checkout.calls).not.toContain('placeOrder')
  await act(async () => removal.resolve({ kind: 'removed' }))
  expect(button).toHaveAttribute('aria-disabled', 'false')
})
