import type { AttemptState, PaymentState } from '@payloom/core/contract'
import { expect, test } from 'vitest'
import { purchaseStanding } from './purchaseStanding.ts'

const money = { value: 100, currency: 'EUR' }

const attempt = (over: Partial<AttemptState>): AttemptState => ({
  attemptId: '0'.repeat(32),
  provider: 'sandbox',
  method: 'card',
  title: 'Card',
  status: 'open',
  amount: money,
  live: false,
  ...over,
})

const state = (status: string, ...attempts: AttemptState[]): PaymentState => ({
  paymentId: 'pm_1',
  status,
  settled: false,
  revision: { epoch: 1, seq: 1 },
  updatedAt: '2026-01-01T00:00:00Z',
  amounts: { total: money, authorized: money, captured: money, refunded: money, chargedBack: money },
  attempts,
  history: [],
  fulfilment: [],
})

test.each([
  ['never tried', undefined, { kind: 'open' }],
  ['refused', state('failed', attempt({ status: 'failed' })), { kind: 'open' }],
  ['waiting for the company', state('open', attempt({ live: true })), { kind: 'under-way' }],
  [
    'refused once, then waiting',
    state('pending', attempt({ status: 'failed' }), attempt({ live: true })),
    { kind: 'under-way' },
  ],
  [
    'paid in part, by a gift card',
    state('partially_paid', attempt({ status: 'authorized' })),
    { kind: 'part-paid', held: 200 },
  ],
  [
    'paid in part, the rest on its way',
    state('partially_paid', attempt({ status: 'authorized' }), attempt({ live: true })),
    { kind: 'under-way' },
  ],
  ['paid', state('paid', attempt({ status: 'paid' })), { kind: 'bought' }],
  ['paid and sent back', state('refunded', attempt({ status: 'refunded' })), { kind: 'bought' }],
  ['placed, to be paid in cash', state('pending', attempt({ placed: true })), { kind: 'bought' }],
  [
    'placed and then canceled',
    state('canceled', attempt({ placed: true, status: 'canceled' })),
    { kind: 'open' },
  ],
  [
    'placed, and paid by card in its stead',
    state('open', attempt({ placed: true, status: 'canceled' }), attempt({ live: true })),
    { kind: 'under-way' },
  ],
  [
    'waiting for a bank transfer',
    state('pending', attempt({ live: true, next: { kind: 'display', display: { kind: 'await' } } })),
    { kind: 'bought' },
  ],
  ['of a status of a later version', state('something-new', attempt({})), { kind: 'open' }],
])('a purchase that is %s', (_, given, standing) => {
  expect(purchaseStanding(given)).toEqual(standing)
})
