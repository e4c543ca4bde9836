import type { OrchestratorFailure } from './OrchestratorError.ts'

/** A finished call to the orchestrator. */
export interface OrchestratorEvent {
  type: 'orchestrator'
  call: string
  durationMs: number
  outcome: 'ok' | OrchestratorFailure
  status?: number | undefined
  code?: string | undefined
}
