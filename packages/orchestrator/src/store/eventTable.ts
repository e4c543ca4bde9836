import type { Sql, SqlSteps } from '@payloom/bus/database'
import type { CompanyEvent } from '../connectors/Connector.ts'

/** The table `webhook_events`. */
export interface EventTable {
  /** Answers whether the event is new. */
  insert(sql: Sql, provider: string, event: CompanyEvent, now: string): SqlSteps<boolean>
  /** Events whose attempt was not known when they came, oldest first. */
  findWaiting(sql: Sql, provider: string, reference: string): SqlSteps<CompanyEvent[]>
  markHandled(sql: Sql, provider: string, eventId: string, now: string): SqlSteps<void>
}

/** What companies told, as they told it. */
export const eventTable: EventTable = {
  *insert(sql, provider, event, now) {
    const text = 'INSERT INTO webhook_events (provider, event_id, reference, event, received_at)'
    const values = [provider, event.fact.factId, event.reference, JSON.stringify(event), now] as const
    return (yield* sql.run(`${text} VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, ...values)) > 0
  },
  *findWaiting(sql, provider, reference) {
    const text =
      'SELECT event FROM webhook_events WHERE provider = ? AND reference = ? AND handled_at IS NULL'
    const rows = yield* sql.all(`${text} ORDER BY rowid`, provider, reference)
    return rows.map((row) => JSON.parse(String(row.event)) as CompanyEvent)
  },
  *markHandled(sql, provider, eventId, now) {
    const text = 'UPDATE webhook_events SET handled_at = ? WHERE provider = ? AND event_id = ?'
    yield* sql.run(text, now, provider, eventId)
  },
}
