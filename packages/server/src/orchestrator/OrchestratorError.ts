/** What is known of a call that failed. */
export type OrchestratorFailure =
  /** Nothing reached the orchestrator. */
  | 'not-sent'
  /** It answered that it did nothing. */
  | 'refused'
  /** It may have acted: only a repeat with the same key or a read-back tells. */
  | 'unknown'

/** Constructor options of {@link OrchestratorError}. */
export interface OrchestratorErrorInit {
  /** For developers; neither bodies nor credentials. */
  message: string
  /** Whether the orchestrator may have acted. */
  failure: OrchestratorFailure
  /** The status that a browser gets. */
  status: 502 | 503 | 504
  /** The orchestrator's own status, if it answered. */
  answered?: number | undefined
  /** The orchestrator's own code, e.g. `amount-changed`. */
  code?: string | undefined
  /** With `invalid_data`: the field to mend. */
  field?: string | undefined
  /** It was sent a second time: whatever this answer says, the first may have acted. @default false */
  isRetried?: boolean | undefined
  /** The error beneath, for developers. */
  cause?: unknown
}

/** A call to the orchestrator that brought no answer. Its message holds neither bodies nor credentials. */
export class OrchestratorError extends Error {
  override readonly name = 'OrchestratorError'
  /** Whether the orchestrator may have acted. */
  readonly failure: OrchestratorFailure
  /** The HTTP status that a browser gets. */
  readonly status: 502 | 503 | 504
  /** The orchestrator's own HTTP status, if it answered. */
  readonly answered: number | undefined
  /** The orchestrator's own code, e.g. `amount-changed`. */
  readonly code: string | undefined
  /** With `invalid_data`: the field to mend. */
  readonly field: string | undefined
  /** It was sent a second time: the first may have acted. */
  readonly isRetried: boolean

  constructor(init: OrchestratorErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause })
    this.failure = init.failure
    this.status = init.status
    this.answered = init.answered
    this.code = init.code
    this.field = init.field
    this.isRetried = init.isRetried ?? false
  }
}
