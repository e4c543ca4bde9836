import { type Problem, type ProblemCode, problems } from '@payloom/core/contract'

/** What a problem carries beside its code. */
export interface ProblemInit {
  /** For developers; never secrets, never a stack. */
  detail?: string | undefined
  /** One of those that the table allows for the code. @default the table's */
  status?: number | undefined
  /** Extension members of the code, e.g. `state`. */
  extension?: Pick<Problem, 'supported' | 'state' | 'result' | 'methods' | 'total' | 'issues'> | undefined
  /** Headers of the answer, beside the usual ones. */
  headers?: Record<string, string> | undefined
  /** The error beneath, for developers. */
  cause?: unknown
}

/** A refused call, as one code of the contract's closed table. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  /** One of the contract's closed table. */
  readonly code: ProblemCode
  /** HTTP status of the answer. */
  readonly status: number
  /** For developers; never secrets, never a stack. */
  readonly detail: string | undefined
  /** Extension members of the code, e.g. `state`. */
  readonly extension: ProblemInit['extension']
  /** Headers of the answer, beside the usual ones. */
  readonly headers: Record<string, string>

  constructor(code: ProblemCode, init: ProblemInit = {}) {
    super(init.detail ?? code, init.cause === undefined ? undefined : { cause: init.cause })
    this.code = code
    this.status = init.status ?? problems[code].status
    this.detail = init.detail
    this.extension = init.extension
    this.headers = init.headers ?? {}
  }

  /** The problem as it travels. */
  toProblem(): Problem {
    return {
      type: `urn:payloom:problem:${this.code}`,
      title: this.code.replaceAll('-', ' '),
      status: this.status,
      code: this.code,
      retry: problems[this.code].retry,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...this.extension,
    }
  }
}
