import { expect, test } from 'vitest'
import { judgeFact } from './judgeFact.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const attempt = { amount: eur(2000), companyId: 'pay_1' }

test.each([
  ['captured', eur(2000), undefined],
  ['captured', eur(1999), 'amount'],
  ['captured', eur(2001), 'amount'],
  ['captured', { value: 2000, currency: 'USD' }, 'amount'],
  ['captured', undefined, 'amount'],
  ['authorized', eur(2000), undefined],
  ['authorized', undefined, 'amount'],
  ['refunded', eur(500), undefined],
  ['refunded', eur(2001), 'amount'],
  ['refunded', eur(-1), 'amount'],
  ['refunded', { value: 500, currency: 'USD' }, 'amount'],
  ['refunded', undefined, 'amount'],
  ['charged_back', eur(2000), undefined],
  ['failed', undefined, undefined],
  ['failed', { value: 2000, currency: 'USD' }, 'amount'],
  ['payment.disputed', undefined, undefined],
] as const)('%s of %o: %s', (kind, amount, reason) => {
  const fact = { factId: 'evt_1', kind, ...(amount ? { amount } : {}) }
  expect(judgeFact(attempt, fact)).toBe(reason)
})

test.each([
  ['authorized', eur(500), undefined],
  ['captured', eur(2000), undefined],
  ['authorized', eur(2001), 'amount'],
  ['captured', { value: 500, currency: 'USD' }, 'amount'],
  ['authorized', undefined, 'amount'],
] as const)('of a method that takes parts, %s of %o: %s', (kind, amount, reason) => {
  const fact = { factId: 'evt_1', kind, ...(amount ? { amount } : {}) }
  expect(judgeFact({ ...attempt, takesPart: true }, fact)).toBe(reason)
})

test('a fact of nothing counts for an attempt over nothing', () => {
  const fact = { factId: 'evt_1', kind: 'authorized', amount: eur(0) }
  expect(judgeFact({ amount: eur(0) }, fact)).toBeUndefined()
  expect(judgeFact(attempt, fact)).toBe('amount')
})

test('a fact of another payment of the company is none of this attempt', () => {
  const fact = { factId: 'evt_1', kind: 'failed' }
  expect(judgeFact(attempt, fact, 'pay_1')).toBeUndefined()
  expect(judgeFact(attempt, fact, 'pay_2')).toBe('company-id')
  expect(judgeFact({ amount: eur(2000) }, fact, 'pay_2')).toBeUndefined()
})
