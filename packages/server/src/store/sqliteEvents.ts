import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { EventPatch } from './PaymentStore.ts'
import { prepared } from './prepared.ts'
import type { StoredEvent } from './StoredEvent.ts'

type Row = Record<string, SQLInputValue>

const columns = {
  handledAt: 'handled_at',
  quarantinedAt: 'quarantined_at',
  reason: 'reason',
  tries: 'tries',
  nextTryAt: 'next_try_at',
} as const

/** Inserts an event unless its id is known. @returns what the table has. */
export function insertEvent(database: DatabaseSync, event: StoredEvent): StoredEvent {
  prepared(database, 'INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    event.eventId,
    event.body,
    event.paymentId ?? null,
    event.receivedAt,
    event.handledAt ?? null,
    event.quarantinedAt ?? null,
    event.reason ?? null,
    event.tries,
    event.nextTryAt ?? null,
  )
  return eventFromRow(prepared(database, 'SELECT * FROM events WHERE event_id = ?').get(event.eventId) as Row)
}

/** Changes the named columns of an event. */
export function patchEventRow(database: DatabaseSync, eventId: string, patch: EventPatch): void {
  const entries = Object.entries(patch) as [keyof typeof columns, string | number | undefined][]
  if (entries.length === 0) return
  const assignments = entries.map(([name]) => `${columns[name]} = ?`).join(', ')
  prepared(database, `UPDATE events SET ${assignments} WHERE event_id = ?`).run(
    ...entries.map(([, value]) => value ?? null),
    eventId,
  )
}

/** Events that are neither handled nor quarantined, by a condition on their columns, oldest first. */
export function selectOpenEvents(
  database: DatabaseSync,
  condition: 'payment_id = ?' | 'next_try_at <= ?',
  value: SQLInputValue,
): StoredEvent[] {
  const rows = prepared(
    database,
    `SELECT * FROM events WHERE handled_at IS NULL AND quarantined_at IS NULL AND ${condition} ORDER BY rowid LIMIT 100`,
  ).all(value)
  return (rows as Row[]).map(eventFromRow)
}

function eventFromRow(row: Row): StoredEvent {
  const event: StoredEvent = {
    eventId: String(row.event_id),
    body: String(row.body),
    receivedAt: String(row.received_at),
    tries: Number(row.tries),
  }
  if (row.payment_id !== null) event.paymentId = String(row.payment_id)
  if (row.handled_at !== null) event.handledAt = String(row.handled_at)
  if (row.quarantined_at !== null) event.quarantinedAt = String(row.quarantined_at)
  if (row.reason !== null) event.reason = String(row.reason)
  if (row.next_try_at !== null) event.nextTryAt = Number(row.next_try_at)
  return event
}
