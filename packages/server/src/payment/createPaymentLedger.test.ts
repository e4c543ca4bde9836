import { expect, test } from 'vitest'
import { createManualClock } from '../manualClock.fixture.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { createCart } from '../testShop.fixture.ts'
import { createPaymentLedger } from './createPaymentLedger.ts'
import { createRecord } from './createRecord.ts'

test('who waits for a payment misses no change that is made while it is read', async () => {
  const key = { tenant: 'shop', paymentId: 'cart-1' }
  const clock = createManualClock()
  const store = createSqliteStore({ path: ':memory:' })
  const make = () =>
    ledger.change(key, (_, epoch) => ({
      record: createRecord(key, createCart('cart-1', 'ada'), epoch, '2026-11-22T10:00:00Z'),
      value: undefined,
    }))
  let isFirst = true
  const ledger = createPaymentLedger({
    store: Object.assign(Object.create(store), {
      update: store.update.bind(store),
      async read() {
        const record = await store.read(key)
        if (isFirst) {
          isFirst = false
          await make()
        }
        return record
      },
    }),
    clock,
    onTransition: () => undefined,
  })
  // The clock stands still: nothing but the change itself can end the wait.
  expect(await ledger.waitUntil(key, (record) => record !== undefined, 1_000)).toMatchObject(key)
  await store.close()
})
