import type { DatabaseSync } from 'node:sqlite'
import type { CompanyEvent } from '../connectors/Connector.ts'

/** The table `webhook_events`. */
export interface EventTable {
  /** Answers whether the event is new. */
  insert(provider: string, event: CompanyEvent, now: string): boolean
  /** Events whose attempt was not known when they came, oldest first. */
  findWaiting(provider: string, reference: string): CompanyEvent[]
  markHandled(provider: string, eventId: string, now: string): void
}

export function createEventTable(database: DatabaseSync): EventTable {
  const insert = database.prepare(
    `INSERT INTO webhook_events (provider, event_id, reference, event, received_at)
     VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const waiting = database.prepare(
    'SELECT event FROM webhook_events WHERE provider = ? AND reference = ? AND handled_at IS NULL ORDER BY rowid',
  )
  const handled = database.prepare(
    'UPDATE webhook_events SET handled_at = ? WHERE provider = ? AND event_id = ?',
  )
  return {
    insert: (provider, event, now) =>
      insert.run(provider, event.fact.factId, event.reference, JSON.stringify(event), now).changes > 0,
    findWaiting: (provider, reference) =>
      waiting.all(provider, reference).map((row) => JSON.parse(String(row.event)) as CompanyEvent),
    markHandled: (provider, eventId, now) => void handled.run(now, provider, eventId),
  }
}
