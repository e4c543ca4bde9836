import { isEndedWithoutMoney, type PaymentState } from '@payloom/core/contract'
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
  const { heldSince: _, unpaidSince, ...rest } = after
  const wasUnpaid = before !== undefined && isUnpaid(before, paymentState(before))
  const since = wasUnpaid ? unpaidSince : Date.parse(time)
  return {
    ...rest,
    ...(state.status === 'partially_paid' ? { heldSince: Date.parse(time) } : {}),
    ...(since !== undefined && isUnpaid(after, state) ? { unpaidSince: since } : {}),
    attempts: state.settled ? after.attempts.map((attempt) => settledAttempt(attempt, time)) : after.attempts,
    seq: after.seq + 1,
    updatedAt: time,
    history: hasNewStatus ? [...after.history, { status: state.status, at: time }] : after.history,
  }
}

/** Whether an order was to be paid, and every attempt to pay it is over. */
function isUnpaid({ kind, orderId }: PaymentRecord, { settled, status }: PaymentState): boolean {
  return kind === 'purchase' && orderId !== undefined && settled && isEndedWithoutMoney(status)
}

function settledAttempt(attempt: StoredAttempt, time: string): StoredAttempt {
  return attempt.settledAt === undefined ? { ...attempt, settledAt: time } : attempt
}
