import type { Sql, SqlRow, SqlSteps } from '@payloom/bus/database'
import type { Chore, ChoreKind } from './Chore.ts'

/** The table `chores`. Times are milliseconds since the epoch. */
export interface ChoreTable {
  /** Adds a chore that is due at once; one that is known changes nothing. */
  insert(sql: Sql, kind: ChoreKind, subject: string, now: number): SqlSteps<void>
  /** Adds the capture of every part of the payment that is held and needed, now that another attempt brought the rest. */
  insertCaptures(sql: Sql, paymentId: string, now: number): SqlSteps<void>
  has(sql: Sql, kind: ChoreKind, subject: string): SqlSteps<boolean>
  /** The most overdue first. */
  due(sql: Sql, now: number): SqlSteps<Chore[]>
  /** When the next chore after `now` is due. */
  nextDueAt(sql: Sql, now: number): SqlSteps<number | undefined>
  /** Puts a chore that is due off until `leasedUntil`. Answers whether it was due. */
  take(sql: Sql, chore: Chore, now: number, leasedUntil: number): SqlSteps<boolean>
  /** Puts it off further, as long as it is there. */
  hold(sql: Sql, chore: Chore, leasedUntil: number): SqlSteps<void>
  postpone(sql: Sql, chore: Chore, dueAt: number): SqlSteps<void>
  remove(sql: Sql, chore: Pick<Chore, 'kind' | 'subject'>): SqlSteps<void>
  /** Whether the attempt holds a part: authorized, neither taken nor given back. */
  isHeld(sql: Sql, attemptId: string): SqlSteps<boolean>
}

const hasFact = (attempt: 'held' | 'whole', kinds: string, more = ''): string => `
  EXISTS (SELECT 1 FROM facts WHERE facts.attempt_id = ${attempt}.attempt_id
    AND facts.quarantine_reason IS NULL AND facts.kind IN (${kinds}) ${more})`

const isHeld = `held.takes_part = 1
  AND ${hasFact('held', "'authorized'")}
  AND NOT ${hasFact('held', "'captured', 'voided', 'expired', 'canceled', 'failed'")}
  AND NOT EXISTS (SELECT 1 FROM results WHERE results.attempt_id = held.attempt_id
    AND results.kind IN ('canceled', 'failed', 'expired'))`

/**
 * An attempt that brought all it was asked for. Only a later one (or the same) was asked for what the held part left open: an
 * earlier one that succeeds after all was for the whole, and the part is not needed then.
 */
const isPaid = `EXISTS (SELECT 1 FROM attempts AS whole
  WHERE whole.payment_id = held.payment_id AND whole.row >= held.row AND whole.returned_at IS NULL
    AND ${hasFact('whole', "'authorized', 'captured'", 'AND facts.value >= whole.value')}
    AND NOT ${hasFact('whole', "'voided'")})`

const insertCaptures = `
  INSERT INTO chores (kind, subject, due_at, created_at)
  SELECT 'capture-part', held.attempt_id, ?, ? FROM attempts AS held
  WHERE held.payment_id = ? AND held.returned_at IS NULL AND ${isHeld} AND ${isPaid}
  ON CONFLICT DO NOTHING
`

/** What is to be done at companies. */
export const choreTable: ChoreTable = {
  *insert(sql, kind, subject, now) {
    const text = 'INSERT INTO chores (kind, subject, due_at, created_at) VALUES (?, ?, ?, ?)'
    yield* sql.run(`${text} ON CONFLICT DO NOTHING`, kind, subject, now, now)
  },
  *insertCaptures(sql, paymentId, now) {
    yield* sql.run(insertCaptures, now, now, paymentId)
  },
  *has(sql, kind, subject) {
    const text = 'SELECT 1 AS one FROM chores WHERE kind = ? AND subject = ?'
    return (yield* sql.get(text, kind, subject)) !== undefined
  },
  *due(sql, now) {
    const rows = yield* sql.all('SELECT * FROM chores WHERE due_at <= ? ORDER BY due_at LIMIT 50', now)
    return rows.map(readChore)
  },
  *nextDueAt(sql, now) {
    const row = yield* sql.get('SELECT min(due_at) AS due_at FROM chores WHERE due_at > ?', now)
    return typeof row?.due_at === 'number' ? row.due_at : undefined
  },
  *take(sql, { kind, subject }, now, leasedUntil) {
    const text = 'UPDATE chores SET due_at = ? WHERE kind = ? AND subject = ? AND due_at <= ?'
    return (yield* sql.run(text, leasedUntil, kind, subject, now)) > 0
  },
  *hold(sql, { kind, subject }, leasedUntil) {
    yield* sql.run('UPDATE chores SET due_at = ? WHERE kind = ? AND subject = ?', leasedUntil, kind, subject)
  },
  *postpone(sql, { kind, subject }, dueAt) {
    const text = 'UPDATE chores SET due_at = ?, tries = tries + 1 WHERE kind = ? AND subject = ?'
    yield* sql.run(text, dueAt, kind, subject)
  },
  *remove(sql, { kind, subject }) {
    yield* sql.run('DELETE FROM chores WHERE kind = ? AND subject = ?', kind, subject)
  },
  *isHeld(sql, attemptId) {
    const text = `SELECT 1 AS one FROM attempts AS held WHERE held.attempt_id = ? AND ${isHeld}`
    return (yield* sql.get(text, attemptId)) !== undefined
  },
}

function readChore(row: SqlRow): Chore {
  return {
    kind: row.kind as ChoreKind,
    subject: String(row.subject),
    tries: Number(row.tries),
    createdAt: Number(row.created_at),
  }
}
