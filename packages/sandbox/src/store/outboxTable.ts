import type { DatabaseSync } from 'node:sqlite'

/** A webhook that has not arrived yet. */
export interface OutboxRow {
  id: string
  body: string
  /** When it is to be sent next, in milliseconds since 1970. */
  dueAt: number
  /** How often it was sent in vain. */
  attempts: number
}

/** The webhooks that wait, the next one first. */
export interface OutboxTable {
  insert(row: Pick<OutboxRow, 'id' | 'body' | 'dueAt'>): void
  waiting(): OutboxRow[]
  delivered(id: string, at: number): void
  postpone(id: string, attempts: number, dueAt: number): void
}

/** Binds the table to its file. */
export function createOutboxTable(database: DatabaseSync): OutboxTable {
  const insert = database.prepare('INSERT INTO outbox (id, body, due_at, attempts) VALUES (?, ?, ?, 0)')
  const waiting = database.prepare('SELECT * FROM outbox WHERE delivered_at IS NULL ORDER BY due_at')
  const delivered = database.prepare('UPDATE outbox SET delivered_at = ? WHERE id = ?')
  const postpone = database.prepare('UPDATE outbox SET attempts = ?, due_at = ? WHERE id = ?')
  return {
    insert({ id, body, dueAt }) {
      insert.run(id, body, dueAt)
    },
    waiting: () =>
      waiting.all().map((row) => ({
        id: String(row.id),
        body: String(row.body),
        dueAt: Number(row.due_at),
        attempts: Number(row.attempts),
      })),
    delivered(id, at) {
      delivered.run(at, id)
    },
    postpone(id, attempts, dueAt) {
      postpone.run(attempts, dueAt, id)
    },
  }
}
