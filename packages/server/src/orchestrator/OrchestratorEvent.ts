import type { OrchestratorFailure } from './OrchestratorError.ts'

/** A finished call to the orchestrator. */
export interface OrchestratorEvent {
  /** Tells the event from others. */
  type: 'orchestrator'
  /** Name of the call. */
  call: string
  /** Milliseconds. */
  durationMs: number
  /** `ok`, or what is known of the failed call. */
  outcome: 'ok' | OrchestratorFailure
  /** The orchestrator's HTTP status, if it answered. */
  status?: number | undefined
  /** The orchestrator's own code, if it refused. */
  code?: string | undefined
}
