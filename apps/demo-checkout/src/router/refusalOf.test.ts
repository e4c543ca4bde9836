import type { AttemptState, PaymentResult } from '@payloom/core/contract'
import { expect, test } from 'vitest'
import { refusalOf } from './refusalOf.ts'

const money = { value: 100, currency: 'EUR' }
const own = '1'.repeat(32)

const attempt = (over: Partial<AttemptState>): AttemptState => ({
  attemptId: '2'.repeat(32),
  provider: 'sandbox',
  method: 'card',
  title: 'Card',
  status: 'open',
  amount: money,
  live: false,
  ...over,
})

function canceled(status: string, ...others: AttemptState[]): PaymentResult {
  const state = {
    paymentId: 'pm_1',
    status,
    settled: false,
    revision: { epoch: 1, seq: 1 },
    updatedAt: '2026-01-01T00:00:00Z',
    amounts: { total: money, authorized: money, captured: money, refunded: money, chargedBack: money },
    attempts: [attempt({ attemptId: own, status: 'canceled' }), ...others],
    history: [],
    fulfilment: [],
  }
  return { paymentId: 'pm_1', attemptId: own, step: 1, state, outcome: 'canceled' }
}

test.each([
  ['nothing else was tried', canceled('canceled')],
  ['another try was refused', canceled('failed', attempt({ status: 'failed' }))],
  [
    'an order that was placed has ended too',
    canceled('canceled', attempt({ placed: true, status: 'canceled' })),
  ],
  ['a part is held', canceled('partially_paid', attempt({ status: 'authorized' }))],
])('a try that was canceled is paid again where %s', (_, result) => {
  expect(refusalOf(result)).toBe('canceled')
})

test.each([
  ['waits', canceled('pending', attempt({ status: 'pending', live: true }))],
  ['is placed', canceled('open', attempt({ placed: true }))],
  ['has paid', canceled('paid', attempt({ status: 'paid' }))],
])(
  'who comes back from a try that another one took the place of is led to the order when that %s (B2)',
  (_, result) => {
    expect(refusalOf(result)).toBeUndefined()
  },
)

test('a refusal is told by its code, and no refusal is none', () => {
  const { state, paymentId, attemptId, step } = canceled('failed')
  const base = { state, paymentId, attemptId, step }
  expect(refusalOf({ ...base, outcome: 'failed', error: { code: 'declined', retry: 'same' } })).toBe(
    'declined',
  )
  expect(refusalOf({ ...base, outcome: 'complete' })).toBeUndefined()
  expect(refusalOf(undefined)).toBeUndefined()
})
