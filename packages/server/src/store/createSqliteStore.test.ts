import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRecord } from '../payment/createRecord.ts'
import type { PaymentRecord, StoredAttempt } from '../payment/PaymentRecord.ts'
import { attemptId, createCart, eur } from '../testShop.fixture.ts'
import { createSqliteStore } from './createSqliteStore.ts'
import type { PaymentStore } from './PaymentStore.ts'

let folder: string
let file: string
let stores: PaymentStore[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-store-'))
  file = path.join(folder, 'store.sqlite')
  stores = []
})
afterEach(async () => {
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true })
})

const open = (at = file, now?: () => number): PaymentStore => {
  const store = createSqliteStore({ path: at, ...(now ? { now } : {}) })
  stores.push(store)
  return store
}
const key = { tenant: 'shop', paymentId: 'cart-1' }
const time = '2026-11-22T10:00:00Z'
const attempt = (serial: number, more: Partial<StoredAttempt> = {}): StoredAttempt => ({
  attemptId: attemptId(serial),
  provider: 'sandbox',
  method: 'card',
  title: 'Card',
  amount: eur(2050),
  surcharge: eur(50),
  isOffline: false,
  version: 'v1',
  requestHash: 'hash',
  step: 1,
  outcome: { outcome: 'complete' },
  answers: [{ answeredStep: 0, requestHash: 'hash', step: 1, outcome: { outcome: 'complete' } }],
  createdAt: time,
  ...more,
})
const full = (epoch: number): PaymentRecord => ({
  ...createRecord(key, createCart('cart-1', 'ada'), epoch, time),
  orderId: 'order-1',
  orderVersion: 'v1',
  attempts: [
    attempt(1, { running: { answeredStep: 1, leaseUntil: 99 }, companyId: 'pay_1' }),
    attempt(2, { placed: true, isOffline: true, unknownSince: 7, duplicateAt: time }),
  ],
  facts: [
    {
      factId: 'f1',
      attemptId: attemptId(1),
      kind: 'captured',
      amount: eur(0),
      providerTime: time,
      confirmed: true,
    },
    { factId: 'f2', attemptId: attemptId(2), kind: 'failed' },
  ],
  burnt: [attemptId(9)],
  history: [{ status: 'open', at: time }],
  seq: 3,
  unpaidSince: 5,
  due: { at: 20, tries: 2 },
})
const save = (
  store: PaymentStore,
  change: (record: PaymentRecord | undefined, epoch: number) => PaymentRecord,
) => store.update(key, (record, epoch) => ({ record: change(record, epoch), value: undefined }))

test('a record is read as it was written, also by the next process', async () => {
  const store = open()
  await save(store, (_, epoch) => full(epoch))
  expect(await store.read(key)).toEqual(full(await store.epoch()))
  await store.close()
  const next = open()
  expect(await next.read(key)).toEqual(full(await next.epoch()))
  expect(await next.read({ ...key, tenant: 'other' })).toBeUndefined()
})

test('a change that throws leaves nothing behind', async () => {
  const store = open()
  await save(store, (_, epoch) => full(epoch))
  const before = await store.read(key)
  await expect(
    store.update(key, () => {
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await store.read(key)).toEqual(before)
  await save(store, (record) => ({ ...(record as PaymentRecord), seq: 4 }))
  expect((await store.read(key))?.seq).toBe(4)
})

test('an attempt that is given back is gone, the others stay', async () => {
  const store = open()
  await save(store, (_, epoch) => full(epoch))
  await save(store, (record) => ({ ...full(1), attempts: (record as PaymentRecord).attempts.slice(1) }))
  expect((await store.read(key))?.attempts.map((left) => left.attemptId)).toEqual([attemptId(2)])
})

test('two processes on one file never both change what they read', async () => {
  const [one, two] = [open(), open()]
  await save(one, (_, epoch) => ({ ...full(epoch), seq: 0 }))
  const count = (store: PaymentStore) =>
    Promise.all(
      Array.from({ length: 50 }, () =>
        save(store, (record) => ({ ...full(1), seq: (record?.seq ?? 0) + 1 })),
      ),
    )
  await Promise.all([count(one), count(two)])
  expect((await two.read(key))?.seq).toBe(100)
})

test('changes are told from where a process stopped looking, whoever made them', async () => {
  const [one, two] = [open(), open()]
  await save(one, (_, epoch) => full(epoch))
  const { cursor, keys } = await two.changes()
  expect(keys).toEqual([])
  await save(one, (record) => ({ ...(record as PaymentRecord), seq: 9 }))
  const next = await two.changes(cursor)
  expect(next.keys).toEqual([key])
  expect((await two.changes(next.cursor)).keys).toEqual([])
})

test('payments are due from their time on, the one that waits longest first, until nothing is open', async () => {
  const store = open()
  const other = { ...key, paymentId: 'cart-2' }
  await save(store, (_, epoch) => full(epoch))
  await store.update(other, (_, epoch) => ({
    record: { ...full(epoch), ...other, due: { at: 10, tries: 0 } },
    value: undefined,
  }))
  expect(await store.findDue(9)).toEqual([])
  expect(await store.findDue(19)).toEqual([other])
  expect(await store.findDue(20)).toEqual([other, key])
  await store.update(other, (record) => {
    const { due: _, ...rest } = record as PaymentRecord
    return { record: rest, value: undefined }
  })
  expect(await store.findDue(20)).toEqual([key])
})

test('every opening raises the epoch, also for the processes that have the file open', async () => {
  const one = open()
  const first = await one.epoch()
  const two = open()
  expect(await two.epoch()).toBeGreaterThan(first)
  expect(await one.epoch()).toBe(await two.epoch())
})

test('a restored copy, and a new file after a lost one, are of a later epoch than all that was shown', async () => {
  let now = 1_800_000_000_000
  const one = open(file, () => now)
  await save(one, (_, epoch) => full(epoch))
  await one.close()
  const backup = path.join(folder, 'backup.sqlite')
  copyFileSync(file, backup)
  const used = open(file, () => now)
  const shown = await used.epoch()
  now += 60_000
  expect(await open(backup, () => now).epoch()).toBeGreaterThan(shown)
  expect(await open(path.join(folder, 'new.sqlite'), () => now).epoch()).toBeGreaterThan(shown)
})

test('the secret is made once and kept', async () => {
  const secret = await open().secret()
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(await open().secret()).toBe(secret)
  expect(await open(':memory:').secret()).not.toBe(secret)
})

test('a file of a later version is refused with the cure', () => {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA user_version = 99')
  database.close()
  expect(() => createSqliteStore({ path: file })).toThrow('Update Payloom')
})

test('amounts that exceed 32 bits are exact', async () => {
  const store = open()
  const total = eur(Number.MAX_SAFE_INTEGER)
  await save(store, (_, epoch) => ({ ...full(epoch), total }))
  expect((await store.read(key))?.total).toEqual(total)
})

test('an event is stored once, and is open until it is handled or in quarantine', async () => {
  const store = open()
  const event = (eventId: string, nextTryAt?: number) => ({
    eventId,
    body: '{}',
    paymentId: 'cart-1',
    receivedAt: time,
    tries: 0,
    ...(nextTryAt === undefined ? {} : { nextTryAt }),
  })
  await store.saveEvent(event('one', 10))
  expect(await store.saveEvent({ ...event('one'), body: 'other' })).toEqual(event('one', 10))
  await store.saveEvent(event('two'))
  expect((await store.openEvents('cart-1')).map(({ eventId }) => eventId)).toEqual(['one', 'two'])
  expect((await store.dueEvents(10, 10)).map(({ eventId }) => eventId)).toEqual(['one'])
  expect(await store.dueEvents(9, 9)).toEqual([])
  await store.patchEvent('one', { handledAt: time, nextTryAt: undefined })
  await store.patchEvent('two', { quarantinedAt: time, reason: 'poison' })
  expect(await store.openEvents('cart-1')).toEqual([])
  expect(await store.saveEvent(event('two'))).toMatchObject({ reason: 'poison' })
})
