import { PaymentError } from '@payloom/core'
import type { Display, PaymentState } from '@payloom/core/contract'
import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout, paymentState } from '../scriptedCheckout.fixture.ts'
import { PaymentStatus } from './PaymentStatus.tsx'

async function show(state?: PaymentState, locale = 'en', serverNow = () => Date.now()) {
  const checkout = { ...createScriptedCheckout(), locale, serverNow }
  const tell = (next: PaymentState, connection: 'live' | 'connecting' | 'polling' | 'closed' = 'live') =>
    act(() => checkout.setStatus('payment-1', { status: 'ready', state: next, connection }))
  if (state) tell(state)
  const { unmount, container } = render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <PaymentStatus paymentId="payment-1" />
      </CheckoutProvider>
    </StrictMode>,
  )
  // The words and the card come with chunks of their own.
  await screen.findByRole('region', { name: 'Payment status' })
  await screen.findByRole('status')
  return { checkout, tell, unmount, container }
}

const withDisplay = (display: Display, placed = false): PaymentState => {
  const state = paymentState({ status: 'pending' })
  return {
    ...state,
    attempts: state.attempts.map((attempt) => ({ ...attempt, placed, next: { kind: 'display', display } })),
  }
}

test('it goes from looking up to received, confirming and paid, each announced politely', async () => {
  const { tell } = await show()
  tell(paymentState({ status: 'open' }))
  expect(screen.getByRole('status')).toHaveTextContent('Received')
  tell(paymentState({ status: 'pending' }))
  expect(screen.getByRole('status')).toHaveTextContent('Confirming')
  expect(screen.getByRole('listitem', { current: 'step' })).toHaveTextContent('Confirming')
  tell(paymentState({ status: 'paid', settled: true }))
  expect(screen.getByRole('status')).toHaveTextContent('Paid')
  expect(screen.getByRole('status')).toHaveTextContent('€19.99')
})

test('money that is authorized reads as paid', async () => {
  await show(paymentState({ status: 'authorized' }))
  expect(await screen.findByRole('status')).toHaveTextContent('Thank you. Your payment has arrived.')
})

test('a failure says why, in the shopper’s words', async () => {
  const error = { code: 'declined', retry: 'same' } as const
  await show(paymentState({ status: 'failed', settled: true, error }))
  expect(await screen.findByRole('status')).toHaveTextContent('Not paid')
  expect(screen.getByRole('status')).toHaveTextContent('Your payment was declined. Nothing was charged.')
})

test('a status of a later version is in progress, never a failure', async () => {
  await show(paymentState({ status: 'constructor' }))
  expect(await screen.findByRole('status')).toHaveTextContent('In progress')
})

test('a refund shows without a reload, with what was sent back', async () => {
  const { tell } = await show(paymentState({ status: 'paid' }))
  const { amounts } = paymentState()
  tell(
    paymentState({
      status: 'partially_refunded',
      amounts: { ...amounts, refunded: { value: 500, currency: 'EUR' } },
    }),
  )
  expect(await screen.findByRole('status')).toHaveTextContent('€5.00 has been sent back to you.')
})

test('an order that is paid on delivery is placed, with its instructions', async () => {
  await show(withDisplay({ kind: 'instructions', text: ['Please have €20.49 ready.'] }, true))
  expect(await screen.findByRole('status')).toHaveTextContent('Placed')
  expect(screen.getByText('Please have €20.49 ready.')).toBeInTheDocument()
})

test('a bank transfer shows the account, and copies what has to be typed elsewhere', async () => {
  const user = userEvent.setup()
  await show(
    withDisplay({
      kind: 'bank-transfer',
      iban: 'NL91ABNA0417164300',
      bic: 'ABNANL2A',
      beneficiary: 'Loom & Thread',
      reference: 'PL-2041',
      amount: { value: 1999, currency: 'EUR' },
    }),
  )
  expect(await screen.findByText('NL91 ABNA 0417 1643 00')).toBeInTheDocument()
  expect(screen.getByRole('status')).toHaveTextContent('We are waiting for your payment.')
  await user.click(screen.getByRole('button', { name: 'Copy IBAN' }))
  expect(await navigator.clipboard.readText()).toBe('NL91ABNA0417164300')
  expect(screen.getByRole('button', { name: 'Copy IBAN' })).toHaveTextContent('Copied')
  await user.click(screen.getByRole('button', { name: 'Copy Amount' }))
  expect(await navigator.clipboard.readText()).toBe('19.99')
})

test.each([
  [{ kind: 'qr', data: 'x' }, 'Scan the code with your banking app.'],
  [{ kind: 'voucher', reference: '123 456' }, 'Pay with this reference'],
  [{ kind: 'await' }, 'Confirm the payment in your app.'],
] as const)('a display of the kind %o is a sentence', async (display, sentence) => {
  await show(withDisplay(display))
  expect(await screen.findByText(sentence, { exact: false })).toBeInTheDocument()
})

test.each([
  ['en', '2026-11-29T10:00:00Z', 'November 29, 2026'],
  ['nl_NL', '2026-11-29T10:00:00Z', '29 november 2026'],
  ['no locale at all', '2026-11-29T10:00:00Z', 'November 29, 2026'],
])('a time to pay before is a date in the locale %s', async (locale, expiresAt, date) => {
  await show(withDisplay({ kind: 'await', expiresAt }), locale)
  expect(await screen.findByText(`Please pay before ${date}`, { exact: false })).toBeInTheDocument()
})

test('a time that is none is left out, and the rest stays', async () => {
  await show(withDisplay({ kind: 'await', expiresAt: '2026-99-99T10:00:00Z' }))
  expect(await screen.findByText('Confirm the payment in your app.', { exact: false })).toBeInTheDocument()
  expect(screen.queryByText(/Please pay before/)).not.toBeInTheDocument()
})

test('a transfer in a currency that no table knows shows code and raw value, and copies no figure', async () => {
  const amount = { value: 1999, currency: 'ZZZ' }
  const account = { iban: 'NL91ABNA0417164300', beneficiary: 'Loom & Thread', reference: 'PL-2041' }
  await show(withDisplay({ kind: 'bank-transfer', ...account, amount }))
  expect(await screen.findByText('ZZZ 1999')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Copy Reference' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Copy Amount' })).not.toBeInTheDocument()
})

test('an order that is placed promises no instructions where there are none', async () => {
  const { attempts } = paymentState()
  await show(paymentState({ attempts: attempts.map((attempt) => ({ ...attempt, placed: true })) }))
  expect(await screen.findByRole('status')).toHaveTextContent('Thank you. Your order is placed.')
  expect(screen.getByRole('status').textContent).not.toMatch(/here|described/)
})

test('what was left to do goes away once the money is there', async () => {
  const display = { kind: 'instructions', text: ['Please transfer.'] } as const
  const { tell } = await show(withDisplay({ ...display, text: ['Please transfer.'] }))
  await screen.findByText('Please transfer.')
  tell({ ...withDisplay({ ...display, text: ['Please transfer.'] }), status: 'paid' })
  expect(screen.queryByText('Please transfer.')).not.toBeInTheDocument()
})

test('trouble with the connection is told outside the announcement, and not once all is settled', async () => {
  const { tell } = await show(paymentState({ status: 'pending' }))
  tell(paymentState({ status: 'pending' }), 'polling')
  const note = await screen.findByText('Updates every few seconds')
  expect(screen.getByRole('status')).not.toContainElement(note)
  tell(paymentState({ status: 'paid', settled: true }), 'closed')
  expect(screen.queryByText(/Not updating/)).not.toBeInTheDocument()
})

test('a payment that is not this shopper’s is not known', async () => {
  const { checkout } = await show()
  const error = new PaymentError({ message: 'no', code: 'not-found', origin: 'proxy' })
  act(() => checkout.setStatus('payment-1', { status: 'error', error }))
  expect(screen.getByRole('status')).toHaveTextContent('We do not know this payment.')
})

test('the status is watched as long as it is shown', async () => {
  const { checkout, unmount } = await show()
  const watching = () =>
    checkout.calls.filter((call) => call === 'watch payment-1').length -
    checkout.calls.filter((call) => call === 'unwatch payment-1').length
  expect(watching()).toBe(1)
  unmount()
  expect(watching()).toBe(0)
})

const day = 24 * 60 * 60_000
const inMinutes = (from: number, minutes: number) => new Date(from + minutes * 60_000).toISOString()

test.each([-day, day])(
  'the time to pay runs by the server’s clock, %i ms from the browser’s (B9)',
  async (ahead) => {
    const serverNow = () => Date.now() - ahead
    const { tell } = await show(undefined, 'en', serverNow)
    tell(withDisplay({ kind: 'qr', data: 'code', expiresAt: inMinutes(serverNow(), 14) }))
    expect(screen.getByRole('status')).not.toHaveTextContent('over')
    expect(screen.getByRole('timer').textContent).toMatch(/^1[34]:\d\d$/)
    tell(withDisplay({ kind: 'qr', data: 'code', expiresAt: inMinutes(serverNow(), -1) }))
    expect(screen.getByRole('status')).toHaveTextContent('over')
  },
)

test('a time that is learnt after the page was drawn counts at once, and nothing is announced before (B9)', async () => {
  let ahead = 0
  const { tell } = await show(undefined, 'en', () => Date.now() - ahead)
  ahead = day
  tell(withDisplay({ kind: 'qr', data: 'code', expiresAt: inMinutes(Date.now() - day, 14) }))
  expect(screen.getByRole('status')).not.toHaveTextContent('over')
  expect(screen.getByRole('timer').textContent).toMatch(/^1[34]:\d\d$/)
})
