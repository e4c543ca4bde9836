import { isEndedWithoutMoney, type PaymentOutcome, type PaymentResult } from '@payloom/core/contract'
import { amountDue } from './amountDue.ts'
import { isCovered } from './claimAttempt.ts'
import { isOldRedirect } from './isOldRedirect.ts'
import { attemptOf, type PaymentRecord, type StoredAttempt } from './PaymentRecord.ts'
import { paymentState, summarize } from './paymentState.ts'

/** What an attempt was answered with, and the step that it opens. */
interface Answer {
  step: number
  outcome: PaymentOutcome
}

/** One answer about an attempt, with the payment's state as it is now. */
export function paymentResult(record: PaymentRecord, attemptId: string, answer: Answer): PaymentResult {
  const { step, outcome } = lastingAnswer(record, attemptOf(record, attemptId), answer)
  return {
    paymentId: record.paymentId,
    attemptId,
    ...(record.orderId === undefined ? {} : { orderId: record.orderId }),
    step,
    state: paymentState(record),
    ...outcome,
  }
}

/**
 * Three things of an answer do not last: a redirect that the shopper has come back from, what is left to pay beside a part, and a refusal of an
 * attempt that brought its money all the same.
 */
function lastingAnswer(
  record: PaymentRecord,
  attempt: StoredAttempt | undefined,
  { step, outcome }: Answer,
): Answer {
  if (attempt && isOldRedirect(attempt, step, outcome)) {
    return { step: attempt.step, outcome: currentOutcome(record, attempt) }
  }
  if (attempt && isEndedWithoutMoney(outcome.outcome)) {
    const now = currentOutcome(record, attempt)
    return { step, outcome: now.outcome === 'complete' ? now : outcome }
  }
  if (outcome.outcome !== 'partial') return { step, outcome }
  if (isCovered(record)) return { step, outcome: { outcome: 'complete' } }
  const isKnown = summarize(record).status === 'partially_paid'
  return { step, outcome: isKnown ? { outcome: 'partial', due: amountDue(record, record.total) } : outcome }
}

/** What is known of an attempt now: its facts speak before its newest answer, and an unknown outcome reads as `pending`. */
export function currentResult(record: PaymentRecord, attempt: StoredAttempt): PaymentResult {
  return paymentResult(record, attempt.attemptId, {
    step: attempt.step,
    outcome: currentOutcome(record, attempt),
  })
}

function currentOutcome(record: PaymentRecord, attempt: StoredAttempt): PaymentOutcome {
  const summary = summarize(record).attempts.find((other) => other.attemptId === attempt.attemptId)
  const newest =
    attempt.outcome && isOldRedirect(attempt, attempt.step, attempt.outcome) ? undefined : attempt.outcome
  switch (summary?.status) {
    case 'failed':
      return newest?.outcome === 'failed'
        ? newest
        : { outcome: 'failed', error: { code: 'unknown', retry: 'same' } }
    case 'canceled':
      return { outcome: 'canceled' }
    case 'expired':
      return { outcome: 'expired' }
    case 'open':
    case 'pending':
      return newest ?? { outcome: 'pending' }
    default:
      // Money came: nothing is left to do here, whatever was asked for last. A part of the total says so itself.
      return newest?.outcome === 'partial' ? newest : { outcome: 'complete' }
  }
}
