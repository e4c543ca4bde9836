import type { Display, NextStep, PaymentState } from '@payloom/core/contract'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout, paymentState } from '../scriptedCheckout.fixture.ts'
import { PaymentStatus, type PaymentStatusProps } from './PaymentStatus.tsx'

afterEach(() => vi.useRealTimers())

const appUrl = 'https://bank.example/app/1'

async function show(state: PaymentState, props: Partial<PaymentStatusProps> = {}) {
  const checkout = createScriptedCheckout()
  checkout.setStatus('payment-1', { status: 'ready', state, connection: 'live' })
  const { container } = render(
    <CheckoutProvider checkout={checkout}>
      <PaymentStatus paymentId="payment-1" {...props} />
    </CheckoutProvider>,
    { reactStrictMode: true },
  )
  await screen.findByRole('region', { name: 'Payment status' })
  await screen.findByRole('status')
  return { checkout, container }
}

function waitingFor(display: Display): PaymentState {
  const state = paymentState({ status: 'pending' })
  const next = { kind: 'display', display } as const
  return { ...state, attempts: state.attempts.map((attempt) => ({ ...attempt, next })) }
}

test('a code to scan is drawn, with the way to the app for who reads it on the phone itself', async () => {
  const { container } = await show(waitingFor({ kind: 'qr', data: appUrl, appUrl }))
  const code = await screen.findByRole('img', { name: 'QR code' })
  expect(code.tagName).toBe('svg')
  // 25 modules of version 2 and the quiet zone of four on each side.
  expect(code).toHaveAttribute('viewBox', '0 0 33 33')
  expect(container.querySelector('path')?.getAttribute('d')).toMatch(/^M4 4h7v1h-7z/)
  const link = screen.getByRole('link', { name: 'Open your app (opens in a new tab)' })
  expect(link).toHaveAttribute('href', appUrl)
  expect(link).toHaveAttribute('rel', 'noopener noreferrer')
})

test('a code that is too long to be drawn leaves the way to the app', async () => {
  await show(waitingFor({ kind: 'qr', data: 'x'.repeat(5000), appUrl }))
  expect(await screen.findByText('The code could not be drawn.')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: /Open your app/ })).toBeInTheDocument()
})

test.each(['https://bank.example/', 'http://127.0.0.1:4000/app', 'http://localhost/app', 'http://[::1]/app'])(
  'the address %s is a link',
  async (address) => {
    await show(waitingFor({ kind: 'await', appUrl: address }))
    expect(screen.getByRole('link', { name: /Open your app/ })).toHaveAttribute('href', address)
  },
)

test.each([
  'http://bank.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  'bankapp://pay',
  'https://you@bank.example/',
  'http://127.0.0.1.example/',
  '/relative',
  '',
])('the address %s is none', async (address) => {
  await show(waitingFor({ kind: 'await', appUrl: address }))
  expect(screen.getByText(/Confirm the payment in your app/)).toBeInTheDocument()
  expect(screen.queryByRole('link')).not.toBeInTheDocument()
})

test('a bank transfer leads to the app too, and a voucher can be copied and opened', async () => {
  const { checkout } = await show(waitingFor({ kind: 'voucher', reference: '123 456', url: appUrl }))
  expect(screen.getByText('123 456')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: /Open the voucher/ })).toHaveAttribute('href', appUrl)
  const account = { iban: 'NL91ABNA0417164300', beneficiary: 'Loom', reference: 'PL-1' }
  const amount = { value: 1999, currency: 'EUR' }
  const state = waitingFor({ kind: 'bank-transfer', ...account, amount, appUrl })
  act(() => checkout.setStatus('payment-1', { status: 'ready', state, connection: 'live' }))
  expect(screen.getByRole('link', { name: /Open your app/ })).toHaveAttribute('href', appUrl)
})

test('the time that is left is shown by the second, and told twice', async () => {
  const expiresAt = new Date(Date.now() + 320_000).toISOString()
  const { checkout, container } = await show(paymentState({ status: 'pending' }))
  vi.useFakeTimers({ now: Date.parse(expiresAt) - 320_000 })
  const state = waitingFor({ kind: 'await', expiresAt })
  act(() => checkout.setStatus('payment-1', { status: 'ready', state, connection: 'live' }))
  const told = () => container.querySelector('.payloom-display [aria-live=polite]')?.textContent
  const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))
  expect(screen.getByRole('timer')).toHaveTextContent('5:20')
  expect(told()).toBe('')
  await pass(15)
  expect(screen.getByRole('timer')).toHaveTextContent('5:05')
  expect(told()).toBe('')
  await pass(10)
  expect(screen.getByRole('timer')).toHaveTextContent('4:55')
  expect(told()).toBe('5 minutes left to pay.')
  await pass(235)
  expect(screen.getByRole('timer')).toHaveTextContent('1:00')
  expect(told()).toBe('1 minute left to pay.')
  await pass(60)
  expect(screen.queryByRole('timer')).not.toBeInTheDocument()
  expect(screen.getByRole('status')).toHaveTextContent('The time to pay is over. We are checking')
  expect(screen.queryByText(/Confirm the payment in your app/)).not.toBeInTheDocument()
  expect(vi.getTimerCount()).toBe(0)
})

test.each(['failed', 'expired', 'canceled'])('a payment that %s has a way back', async (status) => {
  const { checkout } = await show(paymentState({ status, settled: true }), { backHref: '/checkout' })
  expect(screen.getByRole('link', { name: 'Choose another way to pay' })).toHaveAttribute('href', '/checkout')
  const paid = paymentState({ status: 'paid', settled: true })
  act(() => checkout.setStatus('payment-1', { status: 'ready', state: paid, connection: 'live' }))
  expect(screen.queryByRole('link')).not.toBeInTheDocument()
})

test('a part that is paid leads back to the rest, unless the rest is being paid', async () => {
  const [attempt] = paymentState().attempts
  if (!attempt) throw new Error('The fixture has no attempt.')
  const part = { ...attempt, status: 'partially_paid', live: false }
  const { amounts } = paymentState()
  const authorized = { value: 1000, currency: 'EUR' }
  const held = paymentState({
    ...{ status: 'partially_paid', attempts: [part] },
    amounts: { ...amounts, authorized },
  })
  const { checkout } = await show(held, { backHref: '/checkout' })
  expect(screen.getByRole('status')).toHaveTextContent('Please pay the remaining €9.99.')
  expect(screen.getByRole('link', { name: 'Choose another way to pay' })).toHaveAttribute('href', '/checkout')
  const busy = paymentState({ status: 'partially_paid', attempts: [part, attempt] })
  act(() => checkout.setStatus('payment-1', { status: 'ready', state: busy, connection: 'live' }))
  expect(screen.queryByRole('link')).not.toBeInTheDocument()
})

test('the way back may be the page’s own, or none', async () => {
  let pressed = 0
  await show(paymentState({ status: 'failed' }), { onBack: () => (pressed += 1) })
  fireEvent.click(screen.getByRole('button', { name: 'Choose another way to pay' }))
  expect(pressed).toBe(1)
})

test.each([
  ['paid', 'Placed', 'there was nothing to pay'],
  ['authorized', 'Saved', 'saved for next time'],
])('of a payment of nothing, %s reads as %s, without an amount', async (status, title, hint) => {
  const { amounts } = paymentState()
  const total = { value: 0, currency: 'EUR' }
  await show(paymentState({ status, settled: true, amounts: { ...amounts, total } }))
  expect(screen.getByRole('status')).toHaveTextContent(title)
  expect(screen.getByRole('status')).toHaveTextContent(hint)
  expect(screen.getByRole('status')).not.toHaveTextContent('€')
})

const waits: readonly [string, NextStep][] = [
  ['a code', { kind: 'display', display: { kind: 'qr', data: appUrl } }],
  ['a company’s page', { kind: 'redirect', redirect: { url: appUrl, method: 'GET', fields: [] } }],
]

test.each(waits)(
  'while %s waits for the shopper, another way to pay is open, quietly (B5)',
  async (_, next) => {
    const [attempt] = paymentState().attempts
    if (!attempt) throw new Error('The fixture has no attempt.')
    const state = paymentState({ status: 'pending', attempts: [{ ...attempt, status: 'pending', next }] })
    const { checkout } = await show(state, { backHref: '/orders/order-1/pay' })
    const canceled: unknown[] = []
    checkout.client.cancelPayment = async (ref) => {
      canceled.push(ref)
      throw new Error('The answer is lost.')
    }
    const button = screen.getByRole('button', { name: 'Choose another way to pay' })
    button.focus()
    fireEvent.click(button)
    fireEvent.click(button)
    expect(canceled).toEqual([{ paymentId: 'payment-1', attemptId: attempt.attemptId }])
    expect(await screen.findByRole('button', { name: 'Choose another way to pay' })).toBe(button)
    const ended = paymentState({ status: 'canceled', settled: true })
    act(() => checkout.setStatus('payment-1', { status: 'ready', state: ended, connection: 'live' }))
    expect(screen.getByRole('link', { name: 'Choose another way to pay' })).toHaveFocus()
  },
)

test('while a payment is only being confirmed, no other way is offered: it may be paid already', async () => {
  await show(paymentState({ status: 'pending' }), { backHref: '/checkout' })
  expect(screen.queryByRole('link')).not.toBeInTheDocument()
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})

test('an order that was placed, and is paid another way now, reads as that payment', async () => {
  const [attempt] = paymentState().attempts
  if (!attempt) throw new Error('The fixture has no attempt.')
  const ended = { ...attempt, status: 'canceled', placed: true, live: false }
  await show(paymentState({ status: 'pending', attempts: [ended, { ...attempt, status: 'pending' }] }))
  expect(screen.getByRole('status')).toHaveTextContent('Confirming')
})

test('money that came twice is told, and that it comes back', async () => {
  await show(paymentState({ status: 'paid', settled: true, overpaid: true }))
  expect(screen.getByRole('status')).toHaveTextContent('What was paid too much is sent back to you.')
})
