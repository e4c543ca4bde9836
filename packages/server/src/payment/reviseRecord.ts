import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'
import { isSameState, paymentState } from './paymentState.ts'

/**
 * Gives a changed record its next revision if anything changed that a browser can see, and its history a line if the status did.
 *
 * @param time RFC 3339.
 */
export function reviseRecord(
  before: PaymentRecord | undefined,
  after: PaymentRecord,
  time: string,
): PaymentRecord {
  const state = paymentState(after)
  if (before && isSameState(paymentState(before), state)) return after
  const hasNewStatus = after.history.at(-1)?.status !== state.status
  const { heldSince: _, ...rest } = after
  return {
    ...rest,
    ...(state.status === 'partially_paid' ? { heldSince: Date.parse(time) } : {}),
    attempts: state.settled ? after.attempts.map((attempt) => settledAttempt(attempt, time)) : after.attempts,
    seq: after.seq + 1,
    updatedAt: time,
    history: hasNewStatus ? [...after.history, { status: state.status, at: time }] : after.history,
  }
}

function settledAttempt(attempt: StoredAttempt, time: string): StoredAttempt {
  return attempt.settledAt === undefined ? { ...attempt, settledAt: time } : attempt
}
