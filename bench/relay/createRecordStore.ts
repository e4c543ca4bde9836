import { createSqliteStore, type PaymentKey, type PaymentRecord, type PaymentStore } from '@payloom/server'
import { createPayment, paymentIdOf } from './relayPayments.ts'

/** A store whose payments are in memory: what is measured is the relay, not a database. */
export interface RecordStore {
  store: PaymentStore
  /** The newest event of every payment. */
  seq(): number
  /** Each payment gets its next event, and whoever listens hears of it once. */
  change(): void
}

/** Makes a {@link RecordStore} of that many payments. */
export function createRecordStore(payments: number): RecordStore {
  const inner = createSqliteStore({ path: ':memory:' })
  const records = new Map<string, PaymentRecord>()
  for (let index = 0; index < payments; index += 1) records.set(paymentIdOf(index), createPayment(index))
  const changed: PaymentKey[] = []
  const listeners = new Set<() => void>()
  let seq = 1
  const own = {
    read: async ({ paymentId }: PaymentKey) => records.get(paymentId),
    async changes(cursor?: number, limit?: number) {
      if (cursor === undefined) return { cursor: changed.length, keys: [] }
      const keys = changed.slice(cursor, limit === undefined ? undefined : cursor + limit)
      return { cursor: cursor + keys.length, keys }
    },
    listen(heard: () => void) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
  }
  // The store's methods need the store as their `this`.
  const store = new Proxy(inner, {
    get(target, name) {
      if (name in own) return own[name as keyof typeof own]
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return {
    store,
    seq: () => seq,
    change() {
      seq += 1
      // In place: nobody holds a record for longer than it takes to read it.
      for (const record of records.values()) {
        record.seq = seq
        changed.push(record)
      }
      for (const heard of listeners) heard()
    },
  }
}
