import type { BusLogEntry } from '@payloom/bus'

/**
 * Everything that the orchestrator may say about itself. The list is closed: a route is its pattern, a reason is a short
 * code; no body, token, key or URL finds its way into a line.
 */
export type LogEntry =
  | { event: 'listening'; origin: string; port: number }
  | { event: 'request'; method: string; route: string; status: number; code?: string; milliseconds: number }
  | { event: 'request-broken'; route: string; error: string }
  | { event: 'company-failed'; provider: string; call: string; reason: string; attemptId?: string }
  | { event: 'payment-refused'; provider: string; attemptId: string; code: string; providerCode?: string }
  | { event: 'action-refused'; provider: string; attemptId: string }
  | { event: 'fact-recorded'; factId: string; attemptId: string; kind: string }
  | { event: 'fact-quarantined'; factId: string; attemptId: string; kind: string; reason: string }
  | { event: 'webhook-recorded'; provider: string; eventId: string; state: string }
  | { event: 'webhook-rejected'; provider: string; reason: string }
  | { event: 'duplicate-found'; attemptId: string }
  | { event: 'duplicate-kept'; provider: string; attemptId: string; reason: 'unsupported' | 'unknown' }
  | { event: 'order-update-received'; updateId: string; status: string; state: string }
  | { event: 'order-update-ended'; updateId: string; state: 'done' | 'rejected'; reason?: string }
  | { event: 'chore-tried'; kind: string; subject: string; result: string }
  | { event: 'personal-erased'; count: number }
  | { event: 'closed' }
  | BusLogEntry

/** Takes one entry; a process writes it as one line of JSON. */
export type Log = (entry: LogEntry) => void
