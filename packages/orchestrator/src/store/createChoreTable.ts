import type { DatabaseSync } from 'node:sqlite'
import type { Chore, ChoreKind } from './Chore.ts'

/** The table `chores`. Times are milliseconds since the epoch. */
export interface ChoreTable {
  /** Adds a chore that is due at once; one that is known changes nothing. */
  insert(kind: ChoreKind, subject: string, now: number): void
  /** Adds the capture of every part of the payment that is held and needed, now that another attempt brought the rest. */
  insertCaptures(paymentId: string, now: number): void
  has(kind: ChoreKind, subject: string): boolean
  /** The most overdue first. */
  due(now: number): Chore[]
  /** When the next chore after `now` is due. */
  nextDueAt(now: number): number | undefined
  postpone(chore: Chore, dueAt: number): void
  remove(chore: Pick<Chore, 'kind' | 'subject'>): void
  /** Whether the attempt holds a part: authorized, neither taken nor given back. */
  isHeld(attemptId: string): boolean
}

const hasFact = (attempt: 'held' | 'whole', kinds: string, more = ''): string => `
  EXISTS (SELECT 1 FROM facts WHERE facts.attempt_id = ${attempt}.attempt_id
    AND facts.quarantine_reason IS NULL AND facts.kind IN (${kinds}) ${more})`

const isHeld = `held.takes_part = 1
  AND ${hasFact('held', "'authorized'")}
  AND NOT ${hasFact('held', "'captured', 'voided', 'expired', 'canceled', 'failed'")}
  AND NOT EXISTS (SELECT 1 FROM results WHERE results.attempt_id = held.attempt_id
    AND results.outcome ->> '$.outcome' IN ('canceled', 'failed', 'expired'))`

/**
 * An attempt that brought all it was asked for. Only a later one (or the same) was asked for what the held part left open: an
 * earlier one that succeeds after all was for the whole, and the part is not needed then.
 */
const isPaid = `EXISTS (SELECT 1 FROM attempts AS whole
  WHERE whole.payment_id = held.payment_id AND whole.row >= held.row AND whole.returned_at IS NULL
    AND ${hasFact('whole', "'authorized', 'captured'", 'AND facts.value >= whole.value')}
    AND NOT ${hasFact('whole', "'voided'")})`

export function createChoreTable(database: DatabaseSync): ChoreTable {
  const insert = database.prepare(
    'INSERT INTO chores (kind, subject, due_at, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const insertCaptures = database.prepare(`
    INSERT INTO chores (kind, subject, due_at, created_at)
    SELECT 'capture-part', held.attempt_id, ?, ? FROM attempts AS held
    WHERE held.payment_id = ? AND held.returned_at IS NULL AND ${isHeld} AND ${isPaid}
    ON CONFLICT DO NOTHING
  `)
  const has = database.prepare('SELECT 1 FROM chores WHERE kind = ? AND subject = ?')
  const due = database.prepare('SELECT * FROM chores WHERE due_at <= ? ORDER BY due_at LIMIT 50')
  const next = database.prepare('SELECT min(due_at) AS due_at FROM chores WHERE due_at > ?')
  const postpone = database.prepare(
    'UPDATE chores SET due_at = ?, tries = tries + 1 WHERE kind = ? AND subject = ?',
  )
  const remove = database.prepare('DELETE FROM chores WHERE kind = ? AND subject = ?')
  const held = database.prepare(`SELECT 1 FROM attempts AS held WHERE held.attempt_id = ? AND ${isHeld}`)
  return {
    insert: (kind, subject, now) => void insert.run(kind, subject, now, now),
    insertCaptures: (paymentId, now) => void insertCaptures.run(now, now, paymentId),
    has: (kind, subject) => has.get(kind, subject) !== undefined,
    due: (now) => due.all(now).map(readChore),
    nextDueAt(now) {
      const dueAt = next.get(now)?.due_at
      return typeof dueAt === 'number' ? dueAt : undefined
    },
    postpone: ({ kind, subject }, dueAt) => void postpone.run(dueAt, kind, subject),
    remove: ({ kind, subject }) => void remove.run(kind, subject),
    isHeld: (attemptId) => held.get(attemptId) !== undefined,
  }
}

function readChore(row: Record<string, unknown>): Chore {
  return {
    kind: row.kind as ChoreKind,
    subject: String(row.subject),
    tries: Number(row.tries),
    createdAt: Number(row.created_at),
  }
}
