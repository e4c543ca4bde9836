import type { OrchestratorEvent } from './orchestrator/OrchestratorEvent.ts'
import type { StreamEvent } from './relay/StreamEvent.ts'

/** A finished call of a browser. */
export interface CallEvent {
  /** Tells the event from others. */
  type: 'call'
  /** Name of the route, or `unknown`. */
  call: string
  /** HTTP status of the answer. */
  status: number
  /** Milliseconds. */
  durationMs: number
  /** Of the problem, if the call was refused. */
  code?: string | undefined
}

/** What became of a message of the bus. */
export interface BusEvent {
  /** Tells the event from others. */
  type: 'bus'
  /** The message's id. */
  eventId: string
  /** `waiting`: the payment that it names is not known yet. */
  outcome: 'handled' | 'repeated' | 'waiting' | 'failed' | 'quarantined'
  /** Why it failed or was quarantined. */
  reason?: string | undefined
}

/** A payment whose status changed. */
export interface TransitionEvent {
  /** Tells the event from others. */
  type: 'transition'
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** The status before. */
  from: string
  /** The status after. */
  to: string
}

/** The orchestrator's answer to an attempt; `providerCode` is the company's own reason, for logs alone. */
export interface AnswerEvent {
  /** Tells the event from others. */
  type: 'answer'
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** Kind of the outcome, e.g. `complete`. */
  outcome: string
  /** Why it failed, in the common vocabulary. */
  code?: string | undefined
  /** The company's own reason; for logs alone. */
  providerCode?: string | undefined
}

/** What became of an order update that the shop sent. */
export interface OrderUpdateEvent {
  /** Tells the event from others. */
  type: 'order-update'
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** The shop's own id of the update. */
  updateId: string
  /** `accepted`: stored; `sent`: the bus has confirmed it; `failed`: it is sent again; `done` and `rejected`: the orchestrator's word. */
  outcome: 'accepted' | 'sent' | 'failed' | 'done' | 'rejected'
  /** A short code: why it failed or was rejected. */
  reason?: string | undefined
}

/** A connection of the bus that broke or works again. */
export interface BusLinkEvent {
  /** Tells the event from others. */
  type: 'bus-link'
  /** `outbox`: the database in which webhooks wait. */
  link: 'publish' | 'consume' | 'outbox'
  /** While it is down it is tried again, for ever. */
  state: 'up' | 'down'
  /** A short code. */
  reason?: string | undefined
}

/** Something of the shop's or ours that threw where nobody could be told. */
export interface ErrorEvent {
  /** Tells the event from others. */
  type: 'error'
  /** Names the place, for logs. */
  where: string
  /** As it was thrown. */
  error: unknown
}

/** What a payment service did, as typed data: logs, telemetry and devtools are built on it. It never carries bodies, tokens or secrets. */
export type ServiceEvent =
  | CallEvent
  | OrchestratorEvent
  | StreamEvent
  | BusEvent
  | BusLinkEvent
  | TransitionEvent
  | AnswerEvent
  | OrderUpdateEvent
  | ErrorEvent
