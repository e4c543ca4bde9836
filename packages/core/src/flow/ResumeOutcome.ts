import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'

/** What a return came to. */
export type ResumeOutcome =
  /** No token was given, and this tab knows of no return. */
  | { kind: 'none' }
  /** The true state; a step that was still open is done. */
  | { kind: 'result'; result: PaymentResult; provider: string; method: string }
  /** The attempt is known and its outcome is not: the status will tell. */
  | { kind: 'unknown'; paymentId: string; attemptId: string }
  /** Nothing could be learnt, e.g. of an unknown token. */
  | { kind: 'error'; error: PaymentErrorData }
