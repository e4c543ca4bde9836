import { randomBytes } from 'node:crypto'
import type { Database, SqlRow, SqlSteps, Transaction } from '@payloom/bus/database'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { erasePersonal } from '../retention/personalData.ts'
import { afterOpening } from './afterOpening.ts'
import { eraseBodies, insertEvent, patchEventRow, selectOpenEvents, takeDueEvents } from './eventRows.ts'
import { exactTexts } from './exactTexts.ts'
import { loadRecord } from './loadRecord.ts'
import type { PaymentStore } from './PaymentStore.ts'
import { saveRecord } from './saveRecord.ts'

/** Options of {@link createSqlStore}. */
export interface SqlStoreOptions {
  /** A database with the tables of `storeSchema`. It is its owner's to close. */
  database: Database
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined
}

/** A {@link PaymentStore} in a database of SQL: SQLite and PostgreSQL alike. */
export function createSqlStore({ database: given, now = Date.now }: SqlStoreOptions): PaymentStore {
  const exact = exactTexts(given)
  const raise = (): Promise<void> => exact.transaction((sql) => openEpoch(sql, now()))
  const database = afterOpening(exact, async () => {
    // Else what is erased would still stand in the file.
    if (exact.dialect === 'sqlite') await exact.all('PRAGMA secure_delete = ON')
    await raise()
  })
  const find = async (text: string, ...values: (string | number)[]): Promise<PaymentKey[]> =>
    (await database.all(text, ...values)).map(keyOf)
  const meta = async (key: string): Promise<string> => {
    const row = await database.get('SELECT value FROM meta WHERE key = ?', key)
    return String(row?.value)
  }
  return {
    secret: () => meta('secret'),
    epoch: async () => Number(await meta('epoch')),
    read: async (key) => (await database.snapshot((sql) => loadRecord(sql, key))).record,
    update: (key, change) =>
      database.transaction(function* (sql) {
        // A row that is not there yet cannot be locked.
        yield* sql.lock(JSON.stringify([key.tenant, key.paymentId]))
        const { epoch, record: before } = yield* loadRecord(sql, key)
        const { record, value } = change(before, epoch)
        if (record && record !== before) {
          yield* sql.notify('changes')
          yield* saveRecord(sql, before, record)
        }
        return value
      }),
    find: (paymentId) => find('SELECT tenant, payment_id FROM payments WHERE payment_id = ?', paymentId),
    async findReturn(returnHash) {
      const text = 'SELECT tenant, payment_id, attempt_id FROM attempts WHERE return_hash = ?'
      const row = await database.get(text, returnHash)
      return row && { key: keyOf(row), attemptId: String(row.attempt_id) }
    },
    findHeld: (time) => find(`${keys} WHERE held_since <= ? ORDER BY held_since LIMIT 100`, time),
    findDue: (time) => find(`${keys} WHERE due_at <= ? ORDER BY due_at LIMIT 100`, time),
    findUnsentUpdates: (time, tenant) =>
      tenant === undefined
        ? find(unsentUpdates(''), time)
        : find(unsentUpdates('AND tenant = ?'), time, tenant),
    findUpdate: (updateId) =>
      find('SELECT tenant, payment_id FROM order_updates WHERE update_id = ?', updateId),
    async changes(cursor, limit = 1000) {
      if (cursor === undefined) return { cursor: Number(await meta('change')), keys: [] }
      const rows = await database.all(changesAfter, cursor, limit)
      const isRestored = Number(rows[0]?.counter) < cursor
      if (!isRestored) return changesOf(rows, cursor)
      // An older state has taken the place of the one that the cursor is of: what was shown since must not seem newer than what is.
      await raise()
      return changesOf(await database.all(changesAfter, 0, limit), 0)
    },
    listen: (heard) => database.listen('changes', heard),
    ...eventsIn(database),
    async erase(before) {
      const text = `${keys} WHERE personal_since < ? ORDER BY personal_since LIMIT 100`
      const due = await find(text, Date.parse(before))
      for (const key of due) await database.transaction((sql) => eraseRecord(sql, key, before))
      return due.length + (await database.transaction((sql) => eraseBodies(sql, before)))
    },
    close: async () => undefined,
  }
}

type StoredEvents = Pick<PaymentStore, 'saveEvent' | 'patchEvent' | 'openEvents' | 'dueEvents'>

function eventsIn(database: Database): StoredEvents {
  return {
    saveEvent: (event) => database.transaction((sql) => insertEvent(sql, event)),
    patchEvent: (eventId, patch) => database.transaction((sql) => patchEventRow(sql, eventId, patch)),
    openEvents: (paymentId) => database.snapshot((sql) => selectOpenEvents(sql, paymentId)),
    dueEvents: (time, leaseUntil, tenant) =>
      database.transaction((sql) => takeDueEvents(sql, time, leaseUntil, tenant)),
  }
}

const keys = 'SELECT tenant, payment_id FROM payments'

const unsentUpdates = (whose: string): string => `
  SELECT tenant, payment_id FROM order_updates WHERE due_at <= ? ${whose}
  GROUP BY tenant, payment_id ORDER BY MIN(due_at) LIMIT 100`

/** Makes what a new store needs, and raises the epoch. */
function* openEpoch(sql: Transaction, now: number): SqlSteps<void> {
  yield* sql.lock('open')
  const first = 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING'
  yield* sql.run(first, 'secret', randomBytes(32).toString('base64url'))
  yield* sql.run(first, 'change', '0')
  yield* sql.run(first, 'epoch', '0')
  const row = yield* sql.get("SELECT value FROM meta WHERE key = 'epoch'")
  // A restored copy cannot be told from a restart, so every opening counts as one; the time keeps a new store above a lost one.
  const epoch = Math.max(Number(row?.value) + 1, Math.floor(now / 1000))
  yield* sql.run("UPDATE meta SET value = ? WHERE key = 'epoch'", String(epoch))
}

/** With the counter itself, in each row, and alone where nothing changed. */
const changesAfter = `
  SELECT meta.value AS counter, tenant, payment_id, change FROM meta
  LEFT JOIN (SELECT tenant, payment_id, change FROM payments WHERE change > ? ORDER BY change LIMIT ?) AS changed ON 1 = 1
  WHERE key = 'change' ORDER BY change`

function changesOf(rows: readonly SqlRow[], cursor: number): { cursor: number; keys: PaymentKey[] } {
  const changed = rows.filter((row) => row.change !== null)
  return { cursor: Number(changed.at(-1)?.change ?? cursor), keys: changed.map(keyOf) }
}

/** Erases under the payment's lock, like any change, so that nothing is lost to one that comes at the same time. */
function* eraseRecord(sql: Transaction, key: PaymentKey, before: string): SqlSteps<void> {
  yield* sql.lock(JSON.stringify([key.tenant, key.paymentId]))
  const { record } = yield* loadRecord(sql, key)
  if (record) yield* saveRecord(sql, record, erasePersonal(record, Date.parse(before)))
}

function keyOf(row: SqlRow): PaymentKey {
  return { tenant: String(row.tenant), paymentId: String(row.payment_id) }
}
