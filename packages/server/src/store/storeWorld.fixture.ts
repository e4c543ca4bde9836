import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '@payloom/bus/database'
import { createRecord } from '../payment/createRecord.ts'
import type { PaymentKey, PaymentRecord, StoredAttempt } from '../payment/PaymentRecord.ts'
import type { StoredOrderUpdate } from '../payment/StoredOrderUpdate.ts'
import { attemptId, createCart, eur } from '../testShop.fixture.ts'
import { createSqlStore } from './createSqlStore.ts'
import type { PaymentStore } from './PaymentStore.ts'
import { storeSchema } from './storeSchema.ts'

/** One place where payments are kept, for one test. */
export interface StoreWorld {
  /** Another process that uses it; `wrap` stands between it and its database. */
  open(options?: { now?: () => number; wrap?: (database: Database) => Database }): PaymentStore
  /** Keeps what there is. */
  backUp(): Promise<void>
  /** Puts what was kept in the place of what is there. */
  restore(): Promise<void>
  /** Another place, where nothing is yet. */
  another(): StoreWorld
  close(): Promise<void>
}

interface Place {
  location: string
  schema?: string
}

/** What SQLite and PostgreSQL worlds have in common: who uses it is ended with it. */
function worldOf({ location, schema }: Place, rest: Omit<StoreWorld, 'open'>): StoreWorld {
  const stores: PaymentStore[] = []
  return {
    open({ now, wrap = (database: Database) => database } = {}) {
      const database = openDatabase({ location, schema: storeSchema(schema) })
      const store = { ...createSqlStore({ database: wrap(database), now }), close: () => database.close() }
      stores.push(store)
      return store
    },
    ...rest,
    async close() {
      for (const store of stores) await store.close()
      await rest.close()
    },
  }
}

/** A world in a file of its own. */
export function sqliteWorld(): StoreWorld {
  const folder = mkdtempSync(path.join(tmpdir(), 'payloom-store-'))
  const file = path.join(folder, 'store.sqlite')
  const others: StoreWorld[] = []
  return worldOf(
    { location: file },
    {
      backUp: async () => copyFileSync(file, `${file}.backup`),
      restore: async () => copyFileSync(`${file}.backup`, file),
      another() {
        const world = sqliteWorld()
        others.push(world)
        return world
      },
      async close() {
        for (const world of others) await world.close()
        rmSync(folder, { recursive: true })
      },
    },
  )
}

let schemas = 0
/** Making the tables takes longer than most tests: who is done leaves them empty to the next. */
const free: string[] = []
const tables = [
  'meta',
  'payments',
  'attempts',
  'answers',
  'facts',
  'order_updates',
  'burnt_attempts',
  'history',
  'events',
]

/** A world in a schema of its own. */
export function postgresWorld(url: string): StoreWorld {
  const schema = free.pop() ?? `shop_${++schemas}`
  const admin = openDatabase({ location: url })
  const others: StoreWorld[] = []
  return worldOf(
    { location: url, schema },
    {
      async backUp() {
        await admin.all(`CREATE SCHEMA ${schema}_kept`)
        for (const table of tables) {
          await admin.all(`CREATE TABLE ${schema}_kept.${table} AS TABLE ${schema}.${table}`)
        }
      },
      async restore() {
        for (const table of tables) {
          await admin.run(`DELETE FROM ${schema}.${table}`)
          await admin.run(`INSERT INTO ${schema}.${table} SELECT * FROM ${schema}_kept.${table}`)
        }
      },
      another() {
        const world = postgresWorld(url)
        others.push(world)
        return world
      },
      async close() {
        for (const world of others) await world.close()
        for (const table of tables) await admin.run(`DELETE FROM ${schema}.${table}`)
        await admin.all(`DROP SCHEMA IF EXISTS ${schema}_kept CASCADE`)
        await admin.close()
        free.push(schema)
      },
    },
  )
}

export const cartKey: PaymentKey = { tenant: 'shop', paymentId: 'cart-1' }
export const recordTime = '2026-11-22T10:00:00.000Z'

export const storedAttempt = (serial: number, more: Partial<StoredAttempt> = {}): StoredAttempt => ({
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
  createdAt: recordTime,
  ...more,
})

export const storedUpdate = (updateId: string, more: Partial<StoredOrderUpdate> = {}): StoredOrderUpdate => ({
  updateId,
  requestHash: `hash-${updateId}`,
  body: { updateId, orderId: cartKey.paymentId, status: 'refunded', refund: { amount: eur(100) } },
  acceptedAt: recordTime,
  tries: 0,
  ...more,
})

/** A record in which everything is that a record can have. */
export const fullRecord = (epoch: number, key: PaymentKey = cartKey): PaymentRecord => ({
  ...createRecord(key, createCart(key.paymentId, 'ada'), epoch, recordTime),
  customerId: 'customer-1',
  orderId: 'order-1',
  orderVersion: 'v1',
  attempts: [
    storedAttempt(1, { running: { answeredStep: 1, leaseUntil: 99 }, companyId: 'pay_1' }),
    storedAttempt(2, {
      ...{ placed: true, isOffline: true, unknownSince: 7, duplicateAt: recordTime, country: 'NL' },
      ...{ returnHash: `return-${key.paymentId}`, settledAt: recordTime },
      returned: { at: recordTime, step: 1, params: { code: '1' } },
    }),
  ],
  facts: [
    {
      ...{ factId: 'f2', attemptId: attemptId(1), kind: 'captured', amount: eur(0) },
      ...{ providerTime: recordTime, confirmed: true },
    },
    { factId: 'f1', attemptId: attemptId(2), kind: 'failed' },
    {
      ...{ factId: 'f3', attemptId: attemptId(1), kind: 'tracking_added', orderUpdateId: 'up-1' },
      tracking: { name: 'Post', number: '3S1' },
    },
  ],
  updates: [
    storedUpdate(`${key.paymentId}-up-2`, {
      dueAt: 30,
      tries: 2,
      rejectedAt: recordTime,
      reason: 'too late',
    }),
    storedUpdate(`${key.paymentId}-up-1`, { sentAt: recordTime }),
  ],
  burnt: [attemptId(8), attemptId(9)],
  history: [{ status: 'open', at: recordTime }],
  seq: 3,
  heldSince: 11,
  unpaidSince: 5,
  due: { at: 20, tries: 2 },
})

/** Writes what `change` makes of a record. */
export function saveRecordIn(
  store: PaymentStore,
  change: (record: PaymentRecord | undefined, epoch: number) => PaymentRecord,
  key: PaymentKey = cartKey,
): Promise<void> {
  return store.update(key, (record, epoch) => ({ record: change(record, epoch), value: undefined }))
}

/** One of several processes, by turns. */
export function byTurns(stores: readonly PaymentStore[], serial: number): PaymentStore {
  return stores[serial % stores.length] as PaymentStore
}
