import type { BusMessage } from '../BusMessage.ts'
import type { Database, Sql, SqlRow, SqlSteps } from '../database/Database.ts'
import { openDatabase } from '../database/openDatabase.ts'
import type { Outbox, OutboxRow } from './Outbox.ts'

/** Delivered ids are kept for a week (ms), so that publishing a message again stays harmless. */
const keptFor = 7 * 24 * 3_600_000
/** What was given up is kept for a month (ms), to be looked at: it may hold what is personal. */
const givenUpKeptFor = 30 * 24 * 3_600_000
/** They are looked for once an hour (ms). */
const forgetEvery = 3_600_000

// Made here and not by a migration: the versions of the schema belong to the owner of the database.
const schema = [
  `CREATE TABLE IF NOT EXISTS bus_outbox (
    message_id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    delivered_at BIGINT,
    quarantined_at BIGINT
  )`,
  `CREATE INDEX IF NOT EXISTS bus_outbox_due ON bus_outbox (due_at)
    WHERE delivered_at IS NULL AND quarantined_at IS NULL`,
  `CREATE INDEX IF NOT EXISTS bus_outbox_delivered ON bus_outbox (delivered_at) WHERE delivered_at IS NOT NULL`,
]
const open = 'delivered_at IS NULL AND quarantined_at IS NULL'
const lock = 'bus_outbox'
const tableLock = "pg_advisory_xact_lock(hashtextextended('payloom.bus_outbox.table', 0))"

/**
 * An outbox in the table `bus_outbox` of a database.
 *
 * @param database the owner's, whose transactions may then include `insert`; or a location, opened and closed here.
 */
export function openSqlOutbox(database: Database | string): Outbox {
  const own = typeof database === 'string' ? openDatabase({ location: database }) : database
  const table = openTable(own)
  function* insert(sql: Sql, message: BusMessage, now: number): SqlSteps<void> {
    yield* sql.run(
      'INSERT INTO bus_outbox (message_id, type, body, created_at, due_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (message_id) DO NOTHING',
      message.messageId,
      message.type,
      JSON.stringify(message.body),
      now,
      now,
    )
  }
  return {
    async insert(message, now) {
      await table.ready()
      await own.transaction((sql) => insert(sql, message, now))
    },
    *insertWithin(sql, message, now) {
      yield* table.within(sql)
      yield* insert(sql, message, now)
    },
    ...createQueue(own, table),
    ...createEndings(own),
    async close() {
      if (database !== own) await own.close()
    },
  }
}

interface Table {
  /** Resolves once the table is there. */
  ready(): Promise<void>
  /** Makes it within a transaction of the owner when it is not known to be there: a transaction cannot wait for another. */
  within(sql: Sql): SqlSteps<void>
}

function openTable(database: Database): Table {
  function* create(sql: Sql): SqlSteps<void> {
    // Two transactions that make one table of PostgreSQL at the same time fail, "if not exists" or not.
    if (database.dialect === 'postgres') yield* sql.all(`SELECT ${tableLock}`)
    for (const statement of schema) yield* sql.run(statement)
  }
  let isThere = false
  let made: Promise<void> | undefined
  const make = async (): Promise<void> => {
    await database.transaction(create)
    isThere = true
  }
  const ready = async (): Promise<void> => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    await made
  }
  // At once, so that it is there before the first transaction; a database that is away is tried again at each use.
  ready().catch(() => undefined)
  return {
    ready,
    *within(sql) {
      if (!isThere) yield* create(sql)
    },
  }
}

function createQueue(database: Database, table: Table): Pick<Outbox, 'nextDueAt' | 'claim' | 'renew'> {
  return {
    async nextDueAt() {
      await table.ready()
      const row = await database.get(`SELECT min(due_at) AS due_at FROM bus_outbox WHERE ${open}`)
      return typeof row?.due_at === 'number' ? row.due_at : undefined
    },
    async claim(now, limit, leaseEnd) {
      const rows = await database.transaction(function* (sql) {
        yield* sql.lock(lock)
        return yield* sql.all(
          `UPDATE bus_outbox SET due_at = ? WHERE message_id IN (
            SELECT message_id FROM bus_outbox WHERE ${open} AND due_at <= ? ORDER BY due_at, created_at LIMIT ?
          ) RETURNING message_id, type, body, tries, created_at`,
          leaseEnd,
          now,
          limit,
        )
      })
      // What an UPDATE returns has no order.
      return rows.map(readRow).sort((one, other) => one.createdAt - other.createdAt)
    },
    async renew(messageIds, leaseEnd) {
      const marks = messageIds.map(() => '?').join(', ')
      await database.run(
        `UPDATE bus_outbox SET due_at = ? WHERE message_id IN (${marks}) AND ${open}`,
        leaseEnd,
        ...messageIds,
      )
    },
  }
}

function createEndings(
  database: Database,
): Pick<Outbox, 'delivered' | 'postponed' | 'released' | 'quarantined'> {
  let forgotAt = 0
  return {
    async delivered(messageId, now) {
      await database.run(
        'UPDATE bus_outbox SET delivered_at = ?, reason = NULL WHERE message_id = ?',
        now,
        messageId,
      )
      if (now - forgotAt < forgetEvery) return
      forgotAt = now
      await database.run(
        'DELETE FROM bus_outbox WHERE delivered_at < ? OR quarantined_at < ?',
        now - keptFor,
        now - givenUpKeptFor,
      )
    },
    async postponed(messageId, dueAt, reason) {
      await database.run(
        'UPDATE bus_outbox SET due_at = ?, reason = ?, tries = tries + 1 WHERE message_id = ?',
        dueAt,
        reason,
        messageId,
      )
    },
    async released(messageId, now) {
      await database.run('UPDATE bus_outbox SET due_at = ? WHERE message_id = ?', now, messageId)
    },
    async quarantined(messageId, now, reason) {
      await database.run(
        'UPDATE bus_outbox SET quarantined_at = ?, reason = ?, tries = tries + 1 WHERE message_id = ?',
        now,
        reason,
        messageId,
      )
    },
  }
}

function readRow({ message_id, type, body, tries, created_at }: SqlRow): OutboxRow {
  // Parsed when it was written: what this table holds needs no second look.
  const message = { messageId: message_id, type, body: JSON.parse(String(body)) as unknown } as BusMessage
  return { message, tries: Number(tries), createdAt: Number(created_at) }
}
