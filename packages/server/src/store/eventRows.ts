import { createHash } from 'node:crypto'
import type { Sql, SqlRow, SqlSteps, SqlValue } from '@payloom/bus/database'
import type { EventPatch } from './PaymentStore.ts'
import type { StoredEvent } from './StoredEvent.ts'

/** In the order in which they are always assigned, so that there are few statements. */
const columns = {
  handledAt: 'handled_at',
  quarantinedAt: 'quarantined_at',
  reason: 'reason',
  tries: 'tries',
  nextTryAt: 'next_try_at',
} as const

const isOpen = 'handled_at IS NULL AND quarantined_at IS NULL'

/**
 * Inserts an event unless its id is known.
 *
 * @returns what the table has. An event whose body was erased is answered with the given body if that is the one that it had.
 */
export function* insertEvent(sql: Sql, event: StoredEvent): SqlSteps<StoredEvent> {
  const inserted = yield* sql.run(
    `INSERT INTO events (event_id, body, payment_id, received_at, handled_at, quarantined_at, reason, tries, next_try_at,
       tenant)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING`,
    event.eventId,
    event.body,
    event.paymentId ?? null,
    event.receivedAt,
    event.handledAt ?? null,
    event.quarantinedAt ?? null,
    event.reason ?? null,
    event.tries,
    event.nextTryAt ?? null,
    event.tenant ?? null,
  )
  if (inserted === 1) return event
  const row = (yield* sql.get('SELECT * FROM events WHERE event_id = ?', event.eventId)) as SqlRow
  const known = eventFromRow(row)
  return row.body_hash === hashOf(event.body) ? { ...known, body: event.body } : known
}

/** Changes the named columns of an event. */
export function* patchEventRow(sql: Sql, eventId: string, patch: EventPatch): SqlSteps<void> {
  const names = (Object.keys(columns) as (keyof typeof columns)[]).filter((name) => name in patch)
  if (names.length === 0) return
  const assignments = names.map((name) => `${columns[name]} = ?`).join(', ')
  const values = names.map((name): SqlValue => patch[name] ?? null)
  yield* sql.run(`UPDATE events SET ${assignments} WHERE event_id = ?`, ...values, eventId)
}

/** Events of a payment that are neither handled nor quarantined, oldest first. */
export function* selectOpenEvents(sql: Sql, paymentId: string): SqlSteps<StoredEvent[]> {
  const rows = yield* sql.all(
    `SELECT * FROM events WHERE ${isOpen} AND payment_id = ? ORDER BY rowid LIMIT 100`,
    paymentId,
  )
  return rows.map(eventFromRow)
}

/** Open events whose next try is due, the longest due first, put off to `leaseUntil`; each is taken by one process alone. */
export function* takeDueEvents(
  sql: Sql,
  now: number,
  leaseUntil: number,
  tenant?: string,
): SqlSteps<StoredEvent[]> {
  const [isTheirs, whose] = tenant === undefined ? ['', []] : ['AND (tenant = ? OR tenant IS NULL)', [tenant]]
  const rows = yield* sql.all(
    `SELECT * FROM events WHERE ${isOpen} AND next_try_at <= ? ${isTheirs} ORDER BY next_try_at, rowid LIMIT 100`,
    now,
    ...whose,
  )
  const taken: StoredEvent[] = []
  for (const row of rows) {
    // Another process may have taken or handled it since it was selected.
    const isOurs = yield* sql.run(
      `UPDATE events SET next_try_at = ? WHERE event_id = ? AND next_try_at = ? AND ${isOpen}`,
      leaseUntil,
      row.event_id as string,
      row.next_try_at as number,
    )
    if (isOurs === 1) taken.push(eventFromRow(row))
  }
  return taken
}

/** Erases the bodies of at most 100 events that ended before a time (RFC 3339); the hash stays, so that a repeat is known. */
export function* eraseBodies(sql: Sql, before: string): SqlSteps<number> {
  const rows = yield* sql.all(
    `SELECT event_id, body FROM events WHERE body_hash IS NULL AND COALESCE(handled_at, quarantined_at) < ?
     ORDER BY COALESCE(handled_at, quarantined_at) LIMIT 100`,
    before,
  )
  for (const row of rows) {
    yield* sql.run(
      "UPDATE events SET body = '', body_hash = ? WHERE event_id = ? AND body_hash IS NULL",
      hashOf(String(row.body)),
      row.event_id as string,
    )
  }
  return rows.length
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url')
}

function eventFromRow(row: SqlRow): StoredEvent {
  const event: StoredEvent = {
    eventId: String(row.event_id),
    body: String(row.body),
    receivedAt: String(row.received_at),
    tries: Number(row.tries),
  }
  if (row.tenant !== null) event.tenant = String(row.tenant)
  if (row.payment_id !== null) event.paymentId = String(row.payment_id)
  if (row.handled_at !== null) event.handledAt = String(row.handled_at)
  if (row.quarantined_at !== null) event.quarantinedAt = String(row.quarantined_at)
  if (row.reason !== null) event.reason = String(row.reason)
  if (row.next_try_at !== null) event.nextTryAt = Number(row.next_try_at)
  return event
}
