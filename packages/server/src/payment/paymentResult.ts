import type { PaymentOutcome, PaymentResult } from '@payloom/core/contract'
import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'
import { paymentState, summarize } from './paymentState.ts'

/** One answer about an attempt, with the payment's state as it is now. */
export function paymentResult(
  record: PaymentRecord,
  attemptId: string,
  answer: { step: number; outcome: PaymentOutcome },
): PaymentResult {
  return {
    paymentId: record.paymentId,
    attemptId,
    ...(record.orderId === undefined ? {} : { orderId: record.orderId }),
    step: answer.step,
    state: paymentState(record),
    ...answer.outcome,
  }
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
  const newest = attempt.outcome
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
