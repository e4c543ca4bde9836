import { randomBytes } from 'node:crypto'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import type { PaymentKey, PaymentRecord } from '../payment/PaymentRecord.ts'
import type { EventPatch, PaymentStore, RecordChange } from './PaymentStore.ts'
import { prepared } from './prepared.ts'
import type { StoredEvent } from './StoredEvent.ts'
import { insertEvent, patchEventRow, selectOpenEvents } from './sqliteEvents.ts'
import { loadRecord, saveRecord } from './sqliteRecords.ts'
import { migrateSqlite } from './sqliteSchema.ts'

/** Options of {@link createSqliteStore}. */
export interface SqliteStoreOptions {
  /** The database's file, or `:memory:`. Several processes of one machine may share a file. */
  path: string
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined
}

/**
 * A {@link PaymentStore} in one SQLite file (`node:sqlite`).
 *
 * @throws Error when the file cannot be opened or is of a newer version's schema.
 */
export function createSqliteStore(options: SqliteStoreOptions): PaymentStore {
  // Without WAL, BEGIN IMMEDIATE and a timeout, two processes lock each other out.
  const database = new DatabaseSync(options.path, { timeout: 5000 })
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  migrateSqlite(database)
  return new SqliteStore(database, (options.now ?? Date.now)())
}

class SqliteStore implements PaymentStore {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync, now: number) {
    this.#database = database
    this.#transaction(() => {
      if (this.#meta('secret') === undefined) this.#setMeta('secret', randomBytes(32).toString('base64url'))
      // A restored copy cannot be told from a restart, so every opening counts as one; the time keeps a new file above a lost one.
      const epoch = Math.max(Number(this.#meta('epoch') ?? 0) + 1, Math.floor(now / 1000))
      this.#setMeta('epoch', String(epoch))
    })
  }

  async secret(): Promise<string> {
    return this.#meta('secret') as string
  }

  async epoch(): Promise<number> {
    return this.#epoch()
  }

  async read(key: PaymentKey): Promise<PaymentRecord | undefined> {
    return this.#transaction(() => loadRecord(this.#database, key, this.#epoch()), 'DEFERRED')
  }

  async update<T>(
    key: PaymentKey,
    change: (record: PaymentRecord | undefined, epoch: number) => RecordChange<T>,
  ): Promise<T> {
    return this.#transaction(() => {
      const epoch = this.#epoch()
      const before = loadRecord(this.#database, key, epoch)
      const { record, value } = change(before, epoch)
      if (record && record !== before) {
        const counter = Number(this.#meta('change') ?? 0) + 1
        this.#setMeta('change', String(counter))
        saveRecord(this.#database, before, record, counter)
      }
      return value
    })
  }

  async find(paymentId: string): Promise<PaymentKey[]> {
    const rows = prepared(this.#database, 'SELECT tenant FROM payments WHERE payment_id = ?').all(paymentId)
    return rows.map((row) => ({ tenant: String(row.tenant), paymentId }))
  }

  async findReturn(returnHash: string): Promise<{ key: PaymentKey; attemptId: string } | undefined> {
    const row = prepared(
      this.#database,
      'SELECT tenant, payment_id, attempt_id FROM attempts WHERE return_hash = ?',
    ).get(returnHash)
    return row && { key: keyOf(row), attemptId: String(row.attempt_id) }
  }

  async findHeld(time: number): Promise<PaymentKey[]> {
    return prepared(
      this.#database,
      'SELECT tenant, payment_id FROM payments WHERE held_since <= ? ORDER BY held_since LIMIT 100',
    )
      .all(time)
      .map(keyOf)
  }

  async findDue(time: number): Promise<PaymentKey[]> {
    return prepared(
      this.#database,
      'SELECT tenant, payment_id FROM payments WHERE due_at <= ? ORDER BY due_at LIMIT 100',
    )
      .all(time)
      .map(keyOf)
  }

  async findUnsentUpdates(): Promise<PaymentKey[]> {
    return []
  }

  async findUpdate(): Promise<PaymentKey[]> {
    return []
  }

  async changes(cursor?: number): Promise<{ cursor: number; keys: PaymentKey[] }> {
    if (cursor === undefined) return { cursor: Number(this.#meta('change') ?? 0), keys: [] }
    const rows = prepared(
      this.#database,
      'SELECT tenant, payment_id, change FROM payments WHERE change > ? ORDER BY change',
    ).all(cursor)
    return {
      cursor: rows.length === 0 ? cursor : Number(rows.at(-1)?.change),
      keys: rows.map(keyOf),
    }
  }

  async saveEvent(event: StoredEvent): Promise<StoredEvent> {
    return this.#transaction(() => insertEvent(this.#database, event))
  }

  async patchEvent(eventId: string, patch: EventPatch): Promise<void> {
    this.#transaction(() => patchEventRow(this.#database, eventId, patch))
  }

  async openEvents(paymentId: string): Promise<StoredEvent[]> {
    return selectOpenEvents(this.#database, 'payment_id = ?', paymentId)
  }

  async dueEvents(now: number): Promise<StoredEvent[]> {
    return selectOpenEvents(this.#database, 'next_try_at <= ?', now)
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close()
  }

  #epoch(): number {
    return Number(this.#meta('epoch'))
  }

  #meta(key: string): string | undefined {
    const row = prepared(this.#database, 'SELECT value FROM meta WHERE key = ?').get(key)
    return row === undefined ? undefined : String(row.value)
  }

  #setMeta(key: string, value: string): void {
    prepared(this.#database, 'INSERT OR REPLACE INTO meta VALUES (?, ?)').run(key, value)
  }

  #transaction<T>(work: () => T, mode: 'IMMEDIATE' | 'DEFERRED' = 'IMMEDIATE'): T {
    this.#database.exec(`BEGIN ${mode}`)
    try {
      const value = work()
      this.#database.exec('COMMIT')
      return value
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }
}

function keyOf(row: Record<string, SQLOutputValue>): PaymentKey {
  return { tenant: String(row.tenant), paymentId: String(row.payment_id) }
}
