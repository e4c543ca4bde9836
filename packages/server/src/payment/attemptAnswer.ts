import type { PaymentOutcome } from '@payloom/core/contract'
import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'
import { summarize } from './paymentState.ts'

/** The answer that `validate` got first, if it got one. */
export function firstAnswer(attempt: StoredAttempt): { step: number; outcome: PaymentOutcome } | undefined {
  return attempt.answers.find((answer) => answer.answeredStep === 0)
}

/** Whether the outcome of an attempt is still open. */
export function isLive(record: PaymentRecord, attemptId: string): boolean {
  return summarize(record).attempts.some((attempt) => attempt.attemptId === attemptId && attempt.live)
}
