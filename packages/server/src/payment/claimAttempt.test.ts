import type { Fact } from '@payloom/core/contract'
import { expect, test } from 'vitest'
import { attemptId, createCart, eur } from '../testShop.fixture.ts'
import { amountDue } from './amountDue.ts'
import { claimAttempt } from './claimAttempt.ts'
import { createAttempt } from './createAttempt.ts'
import { createRecord } from './createRecord.ts'
import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'

const key = { tenant: 'shop', paymentId: 'cart-1' }
const payable = createCart('cart-1', 'ada')
const now = Date.parse('2026-11-22T10:00:00Z')
const attempt = (serial: number, amount: number): StoredAttempt =>
  createAttempt({
    attemptId: attemptId(serial),
    requestHash: 'hash',
    terms: {
      provider: 'sandbox',
      method: 'card',
      version: 'v1',
      amount: eur(amount),
      surcharge: 0,
      isOffline: false,
      title: 'Card',
    },
    country: 'NL',
    returnHash: 'hash',
    now,
  })
const part: StoredAttempt = {
  ...attempt(1, 2000),
  running: undefined,
  step: 1,
  outcome: { outcome: 'partial', due: eur(1500) },
  answers: [
    { answeredStep: 0, requestHash: 'hash', step: 1, outcome: { outcome: 'partial', due: eur(1500) } },
  ],
}
const held: Fact = { factId: 'a', attemptId: attemptId(1), kind: 'authorized', amount: eur(500) }
const voided: Fact = { factId: 'v', attemptId: attemptId(1), kind: 'voided', confirmed: true }
const recordOf = (facts: Fact[], first: StoredAttempt = part): PaymentRecord => ({
  ...createRecord(key, payable, 1, '2026-11-22T10:00:00Z'),
  attempts: [first],
  facts,
})
const claim = (record: PaymentRecord, amount: number) =>
  claimAttempt(record, 1, { key, payable, attempt: attempt(2, amount), now }).value

test('the rest beside a part is claimed', () => {
  expect(claim(recordOf([held]), 1500)).toEqual({ kind: 'claimed' })
})

test('a claim of what was due before a part came or went is none', () => {
  expect(claim(recordOf([held, voided]), 1500)).toEqual({ kind: 'amount-changed' })
  expect(claim(recordOf([held]), 2000)).toEqual({ kind: 'amount-changed' })
  expect(claim(recordOf([held, voided]), 2000)).toEqual({ kind: 'claimed' })
})

test('a part that is being given back stands in the way, also when the call about it never ended', () => {
  for (const leaseUntil of [now + 1, now - 1]) {
    const busy = { ...part, running: { answeredStep: 1, leaseUntil } }
    expect(claim(recordOf([held], busy), 1500)).toMatchObject({ kind: 'blocked', phase: 'unknown' })
  }
})

test('a cart that came to cost nothing is ordered although a part of it was paid once and given back', () => {
  const record = recordOf([held, voided])
  const free = { ...payable, total: eur(0), version: 'v2' }
  const claimFree = (found: PaymentRecord) =>
    claimAttempt(found, 1, { key, payable: free, attempt: attempt(2, 0), now }).value
  expect(claimFree(record)).toEqual({ kind: 'claimed' })
  expect(claimFree(recordOf([held]))).toEqual({ kind: 'already-paid' })
})

test('a payment that has its money is claimed in no other currency either', () => {
  const paid = recordOf([{ ...held, kind: 'captured', amount: eur(2000) }])
  const dollars = { ...payable, version: 'v2', currency: 'USD', total: { value: 2200, currency: 'USD' } }
  const claimOf = (record: PaymentRecord) =>
    claimAttempt(record, 1, { key, payable: dollars, attempt: attempt(2, 2200), now }).value
  expect(claimOf(paid)).toEqual({ kind: 'already-paid' })
  expect(claimOf(recordOf([held, voided]))).toEqual({ kind: 'claimed' })
  // A part in the currency of before is no part of this total: it stands in the way until it is taken off.
  expect(amountDue(recordOf([held]), dollars.total)).toEqual(dollars.total)
  expect(claimOf(recordOf([held]))).toMatchObject({ kind: 'blocked' })
})
