import { type Fact, factKinds, fulfilmentKinds } from '@payloom/core/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, createCart, eur } from '../testShop.fixture.ts'
import { addFacts } from './addFacts.ts'
import { claimAttempt } from './claimAttempt.ts'
import { createPaymentLedger } from './createPaymentLedger.ts'
import type { StoredAttempt } from './PaymentRecord.ts'
import { paymentState } from './paymentState.ts'
import { recordOutcome } from './recordOutcome.ts'

const now = Date.parse('2026-11-22T10:00:00Z')
const clock = { now: () => now, after: () => () => undefined }
const attempt = (serial: number): StoredAttempt => ({
  attemptId: attemptId(serial),
  provider: 'sandbox',
  method: 'card',
  title: 'Card',
  amount: eur(2000),
  isOffline: false,
  version: 'v1',
  requestHash: 'hash',
  step: 0,
  answers: [],
  createdAt: new Date(now).toISOString(),
})
const failed = {
  step: 1,
  outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
} as const

const facts: fc.Arbitrary<Fact[]> = fc.uniqueArray(
  fc.record(
    {
      factId: fc.nat(30).map((serial) => `evt-${serial}`),
      attemptId: fc.constantFrom(attemptId(1), attemptId(2)),
      kind: fc.constantFrom(...factKinds, ...fulfilmentKinds, 'later_kind'),
      amount: fc.constantFrom(eur(0), eur(500), eur(2000)),
      providerTime: fc.constantFrom('2026-11-22T10:01:00Z', '2026-11-22T10:02:00Z'),
      confirmed: fc.boolean(),
      tracking: fc.constantFrom({ name: 'PostNL', number: '1' }, { name: 'DHL', number: '2' }),
      orderUpdateId: fc.constantFrom('refund-1', 'ship-1'),
    },
    { requiredKeys: ['factId', 'attemptId', 'kind'] },
  ),
  { selector: ({ factId }) => factId, maxLength: 8 },
)

/** The state that a store ends with when facts come in this order, one by one; what only tells the way there is left out. */
async function stateAfter(arrivals: readonly Fact[], batches: number) {
  const store = createSqliteStore({ path: ':memory:' })
  const ledger = createPaymentLedger({ store, clock, onTransition: () => undefined })
  const key = { tenant: 'shop', paymentId: 'cart-1' }
  const payable = createCart('cart-1', 'ada')
  for (const serial of [1, 2]) {
    await ledger.change(key, (record, epoch) =>
      claimAttempt(record, epoch, { key, payable, attempt: attempt(serial), now }),
    )
    if (serial === 1) {
      const answered = {
        attemptId: attemptId(1),
        answeredStep: 0,
        requestHash: 'hash',
        result: failed,
        time: 'x',
      }
      await ledger.edit(key, (record) => recordOutcome(record, answered))
    }
  }
  let seq = 0
  for (let start = 0; start < arrivals.length; start += batches) {
    const record = await ledger.edit(key, (before) =>
      addFacts(before, arrivals.slice(start, start + batches)),
    )
    expect(record.seq).toBeGreaterThanOrEqual(seq)
    seq = record.seq
  }
  const record = await ledger.read(key)
  if (!record) throw new Error('no record')
  await store.close()
  const { revision: _, history, updatedAt: __, ...state } = paymentState(record)
  expect(history.at(-1)?.status).toBe(state.status)
  return state
}

test('facts in any order, with any repeats, in any batches give one state (H5, H6, H7)', async () => {
  await fc.assert(
    fc.asyncProperty(
      facts.chain((set) =>
        fc.tuple(
          fc.constant(set),
          fc.shuffledSubarray([...set, ...set], { minLength: set.length * 2 }),
          fc.integer({ min: 1, max: 4 }),
        ),
      ),
      async ([set, arrivals, batches]) => {
        expect(await stateAfter(arrivals, batches)).toEqual(await stateAfter(set, 1))
      },
    ),
    { numRuns: 60 },
  )
})

test('a read-back confirms a fact that the bus told before, whichever comes first', async () => {
  const authorized: Fact = { factId: 'a', attemptId: attemptId(2), kind: 'authorized', amount: eur(2000) }
  const voided: Fact = { factId: 'v', attemptId: attemptId(2), kind: 'voided' }
  const confirmed: Fact = { ...voided, confirmed: true }
  expect((await stateAfter([voided, authorized], 1)).status).toBe('authorized')
  for (const order of [
    [authorized, voided, confirmed],
    [confirmed, authorized, voided],
  ]) {
    expect((await stateAfter(order, 1)).status).toBe('failed')
  }
})
