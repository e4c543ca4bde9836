import { isOldRedirect } from './isOldRedirect.ts'
import type { StoredAttempt } from './PaymentRecord.ts'

/** How far the latest call about an attempt has come. */
export type AttemptPhase =
  /** A call is under way and its lease holds. */
  | 'running'
  /** Sent, or about to be sent, and no answer came: only a repeat or a read-back tells. */
  | 'unknown'
  | 'answered'

/** The phase of an attempt at a time (milliseconds since the epoch). */
export function attemptPhase(attempt: StoredAttempt, now: number): AttemptPhase {
  if (attempt.running && attempt.running.leaseUntil > now) return 'running'
  return attempt.answers.some((answer) => answer.answeredStep === 0) ? 'answered' : 'unknown'
}

/** Whether only the company can tell what became of an attempt: no answer came, or the shopper is back from a redirect. */
export function isUnknown(attempt: StoredAttempt, now: number): boolean {
  const { outcome, step } = attempt
  const phase = attemptPhase(attempt, now)
  return phase === 'unknown' || (phase === 'answered' && !!outcome && isOldRedirect(attempt, step, outcome))
}
