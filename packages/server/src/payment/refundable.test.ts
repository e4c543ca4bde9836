import type { Fact, Money } from '@payloom/core/contract'
import { expect, test } from 'vitest'
import { attemptId, createCart, eur } from '../testShop.fixture.ts'
import { createAttempt } from './createAttempt.ts'
import { createRecord } from './createRecord.ts'
import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'
import { refundable } from './refundable.ts'
import type { StoredOrderUpdate } from './StoredOrderUpdate.ts'

const time = '2026-11-22T10:00:00Z'
const attempt = (serial: number, value: number, surcharge = 0, currency = 'EUR'): StoredAttempt => {
  const terms = {
    ...{ paymentId: 'cart-1', subject: 'ada', provider: 'sandbox', method: 'card', title: 'Card' },
    ...{ amount: { value, currency }, surcharge, isOffline: false, version: 'v1' },
  }
  const input = { requestHash: 'hash', country: 'NL', returnHash: 'hash', now: Date.parse(time) }
  return createAttempt({ ...input, attemptId: attemptId(serial), terms })
}
/** `captured 1 2000`: kind, attempt, minor units. */
const fact = (text: string, index: number): Fact => {
  const [kind = '', serial = '1', value, orderUpdateId] = text.split(' ')
  return {
    factId: `fact-${index}`,
    attemptId: attemptId(Number(serial)),
    kind,
    ...(value === undefined ? {} : { amount: eur(Number(value)) }),
    providerTime: new Date(Date.parse(time) + index * 1000).toISOString(),
    ...(orderUpdateId === undefined ? {} : { orderUpdateId }),
  }
}
const refund = (
  updateId: string,
  value: number,
  more: Partial<StoredOrderUpdate> = {},
): StoredOrderUpdate => ({
  updateId,
  requestHash: 'hash',
  body: { updateId, orderId: 'cart-1', status: 'refunded', refund: { amount: eur(value) } },
  acceptedAt: time,
  tries: 1,
  ...more,
})
function record(facts: string[], more: Partial<PaymentRecord> = {}): PaymentRecord {
  const empty = createRecord({ tenant: 'shop', paymentId: 'cart-1' }, createCart('cart-1', 'ada'), 1, time)
  return { ...empty, attempts: [attempt(1, 2000)], facts: facts.map(fact), ...more }
}

const two = [attempt(1, 2000), attempt(2, 2000)]
test.each<[string, PaymentRecord, number]>([
  ['nothing was taken', record([]), 0],
  ['reserved and not taken', record(['authorized 1 2000']), 0],
  ['taken', record(['captured 1 2000']), 2000],
  ['taken, without its amount being told', record(['captured 1']), 2000],
  ['a part was given back', record(['captured 1 2000', 'refunded 1 500']), 1500],
  ['a refund that failed later', record(['captured 1 2000', 'refunded 1 500', 'refund_failed 1 500']), 2000],
  ['taken back by the bank', record(['captured 1 2000', 'charged_back 1 2000']), 0],
  ['and won', record(['captured 1 2000', 'charged_back 1 2000', 'chargeback_reversed 1 2000']), 2000],
  ['more gone than taken', record(['captured 1 2000', 'refunded 1 2000', 'charged_back 1 2000']), 0],
  ['with its surcharge', record(['captured 1 2100'], { attempts: [attempt(1, 2100, 100)] }), 2100],
  [
    'in two parts',
    record(['captured 1 500', 'captured 2 1500'], { attempts: [attempt(1, 500), attempt(2, 1500)] }),
    2000,
  ],
  [
    'twice, of which one goes back by itself',
    record(['captured 1 2000', 'captured 2 2000'], { attempts: two }),
    2000,
  ],
  [
    'twice, and one has gone back',
    record(['captured 1 2000', 'captured 2 2000', 'refunded 2 2000'], { attempts: two }),
    2000,
  ],
  [
    'refunded by the shop, and then paid late: the late money goes back by itself',
    record(['captured 1 2000', 'refunded 1 2000', 'captured 2 2000'], { attempts: two }),
    0,
  ],
  [
    'told as not needed, and needed after all because the other one was let go',
    record(['authorized 1 2000', 'captured 2 2000', 'voided 1'], {
      attempts: [attempt(1, 2000), { ...attempt(2, 2000), duplicateAt: time }],
    }),
    2000,
  ],
  ['an accepted refund holds its amount', record(['captured 1 2000'], { updates: [refund('a', 500)] }), 1500],
  [
    'one that has come back holds nothing more',
    record(['captured 1 2000', 'refunded 1 500 a'], { updates: [refund('a', 500)] }),
    1500,
  ],
  [
    'one that has come back in part holds the rest',
    record(['captured 1 2000', 'refunded 1 200 a'], { updates: [refund('a', 500)] }),
    1500,
  ],
  [
    'another refund does not free it',
    record(['captured 1 2000', 'refunded 1 200'], { updates: [refund('a', 500)] }),
    1300,
  ],
  [
    'a refused one holds nothing',
    record(['captured 1 2000'], { updates: [refund('a', 500, { rejectedAt: time })] }),
    2000,
  ],
  [
    'one that was refused in part has taken what came back',
    record(['captured 1 2000', 'refunded 1 200 a'], { updates: [refund('a', 500, { rejectedAt: time })] }),
    1800,
  ],
  [
    'one that came back and failed later frees its money',
    record(['captured 1 2000', 'refunded 1 500 a', 'refund_failed 1 500 a'], { updates: [refund('a', 500)] }),
    2000,
  ],
])('what can be refunded: %s (H11)', (_, given, value) => {
  expect(refundable(given)).toEqual([eur(value)])
})

test('money in another currency than the total of now is told by itself', () => {
  const dollars: Money = { value: 1500, currency: 'USD' }
  const usd = record([], { attempts: [attempt(1, 1500, 0, 'USD')] })
  const paid = { ...fact('captured', 0), amount: dollars }
  expect(refundable({ ...usd, facts: [paid] })).toEqual([eur(0), dollars])
})
