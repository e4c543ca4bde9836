import type { Display, NextStep } from '@payloom/core/contract'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout, paymentState } from '../scriptedCheckout.fixture.ts'
import { PaymentStatus } from './PaymentStatus.tsx'

const another = 'Choose another way to pay'
const url = 'https://bank.example/1'
const page: NextStep = { kind: 'redirect', redirect: { url, method: 'GET', fields: [] } }
const transfer: Display = {
  kind: 'bank-transfer',
  iban: 'NL91ABNA0417164300',
  beneficiary: 'Loom & Thread B.V.',
  reference: 'PL-2041',
  amount: { value: 2049, currency: 'EUR' },
}

async function show(next: NextStep) {
  const checkout = createScriptedCheckout()
  const [attempt] = paymentState().attempts
  if (!attempt) throw new Error('The fixture has no attempt.')
  const state = paymentState({ status: 'pending', attempts: [{ ...attempt, status: 'pending', next }] })
  checkout.setStatus('payment-1', { status: 'ready', state, connection: 'live' })
  const calls: PromiseWithResolvers<never>[] = []
  checkout.client.cancelPayment = () => {
    const call = Promise.withResolvers<never>()
    calls.push(call)
    return call.promise
  }
  render(
    <CheckoutProvider checkout={checkout}>
      <PaymentStatus paymentId="payment-1" backHref="/orders/1/pay" />
    </CheckoutProvider>,
    { reactStrictMode: true },
  )
  await screen.findByRole('button', { name: another })
  const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
  return { calls, press }
}

const outside: readonly [string, Display][] = [
  ['a transfer', transfer],
  ['a voucher', { kind: 'voucher', reference: '123' }],
  ['instructions', { kind: 'instructions', text: ['Pay at the counter.'] }],
]

test.each(outside)(
  '%s may be paid already, where no page sees it: one press asks, a second ends it (A3)',
  async (_, display) => {
    const { calls, press } = await show({ kind: 'display', display })
    press(another)
    expect(screen.getByRole('group', { name: /^If you have paid already/ })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Keep' })).toHaveFocus()
    press('Keep')
    expect(screen.queryByRole('group', { name: /^If you have paid already/ })).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: another })).toHaveFocus()
    expect(calls).toHaveLength(0)
    press(another)
    press('End this payment')
    press('Ending this payment')
    expect(calls).toHaveLength(1)
  },
)

test('a payment that could not be ended says so, and can be tried again (A1)', async () => {
  const { calls, press } = await show(page)
  press(another)
  await act(async () => calls[0]?.reject(new Error('The answer is lost.')))
  expect(screen.getByText('This payment could not be ended. Please try again.')).toHaveAttribute(
    'aria-live',
    'polite',
  )
  press(another)
  expect(screen.queryByText(/could not be ended/)).not.toBeInTheDocument()
  expect(calls).toHaveLength(2)
})
