import type { OrchestratorEvent } from './orchestrator/OrchestratorEvent.ts'
import type { StreamEvent } from './relay/createRelay.ts'

/** A finished call of a browser. */
export interface CallEvent {
  type: 'call'
  /** Name of the route, or `unknown`. */
  call: string
  status: number
  durationMs: number
  /** Of the problem, if the call was refused. */
  code?: string | undefined
}

/** What became of a message of the bus. */
export interface BusEvent {
  type: 'bus'
  eventId: string
  outcome: 'handled' | 'repeated' | 'waiting' | 'failed' | 'quarantined'
  reason?: string | undefined
}

/** A payment whose status changed. */
export interface TransitionEvent {
  type: 'transition'
  paymentId: string
  from: string
  to: string
}

/** The orchestrator's answer to an attempt; `providerCode` is the company's own reason, for logs alone. */
export interface AnswerEvent {
  type: 'answer'
  paymentId: string
  attemptId: string
  outcome: string
  code?: string | undefined
  providerCode?: string | undefined
}

/** Something of the shop's or ours that threw where nobody could be told. */
export interface ErrorEvent {
  type: 'error'
  where: string
  error: unknown
}

/** What a payment service did, as typed data: logs, telemetry and devtools are built on it. It never carries bodies, tokens or secrets. */
export type ServiceEvent =
  | CallEvent
  | OrchestratorEvent
  | StreamEvent
  | BusEvent
  | TransitionEvent
  | AnswerEvent
  | ErrorEvent
