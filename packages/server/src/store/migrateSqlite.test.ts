import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PaymentRecord } from '../payment/PaymentRecord.ts'
import { attemptId, eur } from '../testShop.fixture.ts'
import { createSqliteStore } from './createSqliteStore.ts'
import type { PaymentStore } from './PaymentStore.ts'
import { schemaOne } from './schemaOne.fixture.ts'
import { storedUpdate } from './storeWorld.fixture.ts'

let folder: string
let file: string
let stores: PaymentStore[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-migrate-'))
  file = path.join(folder, 'store.sqlite')
  stores = []
  const database = new DatabaseSync(file)
  database.exec(schemaOne)
  database.close()
})
afterEach(async () => {
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true })
})

const key = { tenant: 'shop', paymentId: 'cart-1' }
const time = '2026-11-22T10:00:00Z'
const open = (): PaymentStore => {
  const store = createSqliteStore({ path: file })
  stores.push(store)
  return store
}
const old = (epoch: number): PaymentRecord => ({
  ...key,
  kind: 'purchase',
  version: 'v1',
  total: eur(2000),
  orderId: 'order-1',
  orderVersion: 'v1',
  attempts: [
    {
      attemptId: attemptId(1),
      provider: 'sandbox',
      method: 'card',
      title: 'Card',
      amount: eur(2050),
      surcharge: eur(50),
      isOffline: false,
      version: 'v1',
      requestHash: 'hash',
      companyId: 'pay_1',
      step: 1,
      outcome: { outcome: 'complete' },
      answers: [{ answeredStep: 0, requestHash: 'hash', step: 1, outcome: { outcome: 'complete' } }],
      createdAt: time,
    },
  ],
  facts: [{ factId: 'f1', attemptId: attemptId(1), kind: 'captured', amount: eur(2050), providerTime: time }],
  updates: [],
  burnt: [attemptId(9)],
  history: [{ status: 'open', at: time }],
  seq: 3,
  epoch,
  updatedAt: time,
})

test('a file of the first schema keeps everything that is in it', async () => {
  const store = open()
  expect(await store.read(key)).toEqual(old(await store.epoch()))
  expect(await store.secret()).toBe('c2VjcmV0')
  expect((await store.dueEvents(10, 10)).map(({ eventId }) => eventId)).toEqual(['evt-1'])
  expect(await store.findHeld(Number.MAX_SAFE_INTEGER)).toEqual([])
})

test('a file of the first schema takes what is new, also from two processes that open it at once', async () => {
  const [one, two] = [open(), open()]
  const returned = { at: time, step: 1, params: { code: '1' } }
  const added = { country: 'NL', returnHash: 'hash-1', returned, settledAt: time }
  const update = storedUpdate('up-1', { dueAt: 7 })
  const tracking = { name: 'Post', number: '3S1' }
  const shipped = { factId: 'f2', attemptId: attemptId(1), kind: 'shipped', orderUpdateId: 'up-0', tracking }
  await one.update(key, (record) => ({
    record: {
      ...(record as PaymentRecord),
      customerId: 'cust-1',
      heldSince: 5,
      attempts: (record as PaymentRecord).attempts.map((attempt) => ({ ...attempt, ...added })),
      facts: [...(record as PaymentRecord).facts, shipped],
      updates: [update],
    },
    value: undefined,
  }))
  const [attempt] = old(0).attempts
  expect(await two.read(key)).toEqual({
    ...old(await two.epoch()),
    customerId: 'cust-1',
    heldSince: 5,
    attempts: [{ ...attempt, ...added }],
    facts: [...old(0).facts, shipped],
    updates: [update],
  })
  expect(await two.findUnsentUpdates(7)).toEqual([key])
  expect(await two.findReturn('hash-1')).toEqual({ key, attemptId: attemptId(1) })
  expect(await two.findReturn('hash-2')).toBeUndefined()
  expect([await two.findHeld(5), await two.findHeld(4)]).toEqual([[key], []])
})

test.each([
  ['whose process died', 'running_step = 0, lease_until = 5'],
  ['whose answer was lost', 'unknown_since = 5'],
])('an attempt of an older version %s is looked at', async (_, columns) => {
  const database = new DatabaseSync(file)
  database.exec(`UPDATE attempts SET ${columns}`)
  database.close()
  expect(await open().findDue(0)).toEqual([key])
})

test('what an older version kept is erased like anything else, and its messages stay known', async () => {
  const database = new DatabaseSync(file)
  database.exec(
    `UPDATE events SET body = '{"payer":"canary"}', handled_at = '${time}';
     INSERT INTO events (event_id, body, received_at, tries) VALUES ('evt-2', '{"payer":"canary"}', '${time}', 0)`,
  )
  database.close()
  const store = open()
  expect(await store.erase(time)).toBe(0)
  expect(await store.erase('2026-12-22T10:00:01Z')).toBe(2)
  expect(await store.erase('2026-12-22T10:00:01Z')).toBe(0)
  expect(await store.read(key)).toEqual(old(await store.epoch()))
  const again = { eventId: 'evt-1', body: '{"payer":"canary"}', receivedAt: time, tries: 0 }
  expect(await store.saveEvent(again)).toMatchObject({ body: again.body, handledAt: time })
  expect(await store.saveEvent({ ...again, eventId: 'evt-2' })).toEqual({ ...again, eventId: 'evt-2' })
})

test('what is known for sure is not looked at', async () => {
  expect(await open().findDue(Number.MAX_SAFE_INTEGER)).toEqual([])
})
