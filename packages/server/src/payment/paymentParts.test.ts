import type { Fact } from '@payloom/core/contract'
import { expect, test } from 'vitest'
import { attemptId, createCart, eur } from '../testShop.fixture.ts'
import { createAttempt } from './createAttempt.ts'
import { createRecord } from './createRecord.ts'
import type { PaymentRecord } from './PaymentRecord.ts'
import { paymentParts } from './paymentParts.ts'

const partial = { outcome: 'partial', due: eur(2000) } as const
const recordOf = (...facts: Fact[]): PaymentRecord => ({
  ...createRecord({ tenant: 'shop', paymentId: 'cart-1' }, createCart('cart-1', 'ada'), 1, ''),
  attempts: [
    {
      ...createAttempt({
        attemptId: attemptId(1),
        requestHash: 'hash',
        terms: {
          provider: 'sandbox',
          method: 'gift',
          version: 'v1',
          amount: eur(2050),
          surcharge: 50,
          isOffline: false,
          title: 'Gift card',
        },
        country: 'NL',
        returnHash: 'hash',
        now: 0,
      }),
      running: undefined,
      step: 1,
      outcome: partial,
      answers: [{ answeredStep: 0, requestHash: 'hash', step: 1, outcome: partial }],
    },
  ],
  facts,
})
const fact = (kind: string, value: number): Fact => ({
  factId: kind,
  attemptId: attemptId(1),
  kind,
  amount: eur(value),
  confirmed: true,
})

test('a hold that no more than pays its own surcharge is a part too: else nobody would give it back', () => {
  const [part, ...more] = paymentParts(recordOf(fact('authorized', 40)))
  expect(part).toMatchObject({ amount: eur(0), isHeld: true })
  expect(more).toEqual([])
})

test('what was given back, and what never came, is no part', () => {
  expect(paymentParts(recordOf(fact('authorized', 40), fact('voided', 40)))).toEqual([])
  expect(paymentParts(recordOf(fact('failed', 0)))).toEqual([])
})
