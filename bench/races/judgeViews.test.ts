import type { AttemptView, StatusView } from '@payloom/core'
import type { PaymentState, PaymentStatusValue } from '@payloom/core/contract'
import { expect, test } from 'vitest'
import { judgeViews } from './judgeViews.ts'
import type { BookedPayment } from './openRaceWorld.ts'

const none = { value: 0 }
const paid: BookedPayment[] = [
  {
    ...{ id: 'pay_1', reference: 'a', method: 'card', status: 'succeeded', events: [] },
    ...{ authorizedAmount: none, capturedAmount: { value: 1_000 }, refundedAmount: none },
  },
]
const eur = (value: number) => ({ value, currency: 'EUR' })
const page = (status: PaymentStatusValue, attempts: PaymentState['attempts'] = []): StatusView => ({
  status: 'ready',
  connection: 'live',
  state: {
    ...{ paymentId: 'pm_1', status, settled: false, attempts, history: [], fulfilment: [] },
    ...{ revision: { epoch: 1, seq: 1 }, updatedAt: '2026-01-01T00:00:00Z' },
    amounts: {
      ...{ total: eur(1_000), authorized: eur(0), captured: eur(0) },
      ...{ refunded: eur(0), chargedBack: eur(0) },
    },
  },
})
const live: PaymentState['attempts'][number] = {
  ...{ attemptId: 'a', provider: 'sandbox', method: 'qr', title: 'Scan to pay' },
  ...{ status: 'pending', amount: eur(1_000), live: true },
}
const error = { code: 'card_declined', retry: 'same' } as const

const truths: [string, AttemptView[], StatusView, BookedPayment[]][] = [
  ['paid, and the page says so', [{ phase: 'succeeded', success: 'paid' }], page('paid'), paid],
  ['refused, with the button there', [{ phase: 'failed', error }], page('failed'), []],
  ['placed, to be paid at the door', [{ phase: 'succeeded', success: 'placed' }], page('open'), []],
  ['a tab that never ordered beside one that paid', [{ phase: 'ready' }], page('paid'), paid],
]

test.each(truths)('%s is the truth', (_, attempts, shown, payments) => {
  expect(judgeViews({ attempts, page: shown }, payments)).toBeUndefined()
})

const untruths: [string, AttemptView[], StatusView, BookedPayment[], string][] = [
  ['paid, and told "failed"', [], page('failed'), paid, 'says failed of a paid order'],
  ['not paid, and told "paid"', [], page('paid'), [], 'says paid and the company has nothing'],
  ['a page that did not load', [], { status: 'loading' }, [], 'page is loading'],
  ['an attempt that nobody can go on with', [], page('pending', [live]), [], 'nobody can go on'],
  ['a spinner of a paid order', [{ phase: 'confirming' }], page('paid'), paid, 'still confirms'],
  ['a spinner with nothing to end', [{ phase: 'confirming' }], page('open'), [], 'neither finish nor end'],
  ['an order that is still sent', [{ phase: 'validating' }], page('open'), [], 'still validating'],
]

test.each(untruths)('%s is not the truth', (_, attempts, shown, payments, reason) => {
  expect(judgeViews({ attempts, page: shown }, payments)).toContain(reason)
})
