import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'

/** What an attempt that paid comes to; the order was paid also where money went back later. */
const paying: readonly string[] = ['paid', 'authorized', 'partially_refunded', 'refunded', 'charged_back']

/** The result that the attempt which paid would have had, for an order that came too late. */
export function paidBefore(
  { paymentId, attemptId }: AttemptRef,
  state: PaymentResult['state'],
): PaymentResult {
  const payer = state.attempts.findLast(({ status }) => paying.includes(status))
  const orderId = state.orderId === undefined ? {} : { orderId: state.orderId }
  const base = { paymentId, attemptId: payer?.attemptId ?? attemptId, ...orderId, step: 0, state }
  return { ...base, outcome: 'complete' }
}
