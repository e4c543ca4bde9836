import { DatabaseSync } from 'node:sqlite'
import type { BusMessage } from '../BusMessage.ts'
import type { Outbox, OutboxRow } from './Outbox.ts'

/** Delivered ids are kept for a week, so that publishing a message again stays harmless. */
const keptFor = 7 * 24 * 3_600_000

// The table is made here and not by a migration: `user_version` belongs to the owner of the file.
const schema = `
  CREATE TABLE IF NOT EXISTS bus_outbox (
    message_id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    delivered_at INTEGER,
    quarantined_at INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS bus_outbox_due ON bus_outbox (due_at)
    WHERE delivered_at IS NULL AND quarantined_at IS NULL;
  CREATE INDEX IF NOT EXISTS bus_outbox_delivered ON bus_outbox (delivered_at) WHERE delivered_at IS NOT NULL;
`
const open = 'delivered_at IS NULL AND quarantined_at IS NULL'

/**
 * An outbox in the table `bus_outbox` of a SQLite database.
 *
 * @param database the owner's handle, whose transactions then include `insert`; or a path, opened and closed here.
 */
export function openSqliteOutbox(database: DatabaseSync | string): Outbox {
  const file = typeof database === 'string' ? openFile(database) : database
  file.exec(schema)
  return { ...createReads(file), ...createWrites(file), close: () => database !== file && file.close() }
}

function openFile(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { timeout: 5_000 })
  file.exec('PRAGMA journal_mode = WAL')
  return file
}

function createReads(file: DatabaseSync): Pick<Outbox, 'due' | 'nextDueAt'> {
  const due = file.prepare(
    `SELECT message_id, type, body, tries, created_at FROM bus_outbox WHERE ${open} AND due_at <= ? ORDER BY due_at LIMIT ?`,
  )
  const next = file.prepare(`SELECT min(due_at) AS due_at FROM bus_outbox WHERE ${open} AND due_at > ?`)
  return {
    due: (now, limit) => due.all(now, limit).map(readRow),
    nextDueAt(now) {
      const dueAt = next.get(now)?.due_at
      return typeof dueAt === 'number' ? dueAt : undefined
    },
  }
}

function createWrites(
  file: DatabaseSync,
): Pick<Outbox, 'insert' | 'delivered' | 'postponed' | 'quarantined'> {
  const insert = file.prepare(
    'INSERT INTO bus_outbox (message_id, type, body, created_at, due_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const deliver = file.prepare('UPDATE bus_outbox SET delivered_at = ?, reason = NULL WHERE message_id = ?')
  const forget = file.prepare('DELETE FROM bus_outbox WHERE delivered_at < ?')
  const postpone = file.prepare(
    'UPDATE bus_outbox SET due_at = ?, reason = ?, tries = tries + 1 WHERE message_id = ?',
  )
  const quarantine = file.prepare(
    'UPDATE bus_outbox SET quarantined_at = ?, reason = ?, tries = tries + 1 WHERE message_id = ?',
  )
  return {
    insert: (message, now) =>
      void insert.run(message.messageId, message.type, JSON.stringify(message.body), now, now),
    delivered(messageId, now) {
      deliver.run(now, messageId)
      forget.run(now - keptFor)
    },
    postponed: (messageId, dueAt, reason) => void postpone.run(dueAt, reason, messageId),
    quarantined: (messageId, now, reason) => void quarantine.run(now, reason, messageId),
  }
}

function readRow({ message_id, type, body, tries, created_at }: Record<string, unknown>): OutboxRow {
  // Parsed when it was written: what this table holds needs no second look.
  const message = { messageId: message_id, type, body: JSON.parse(String(body)) as unknown } as BusMessage
  return { message, tries: Number(tries), createdAt: Number(created_at) }
}
