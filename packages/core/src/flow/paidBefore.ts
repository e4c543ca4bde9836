import { successOf } from '../attempt/attemptEventFromState.ts'
import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'

/**
 * The result that the attempt which paid would have had, for an order that came too late. `undefined` when the payment's state says of no
 * attempt that it paid.
 */
export function paidBefore(
  { paymentId, attemptId }: AttemptRef,
  state: PaymentResult['state'],
): PaymentResult | undefined {
  if (!successOf(state, undefined)) return undefined
  const payer = state.attempts.findLast(({ status }) => status === 'paid' || status === 'authorized')
  const orderId = state.orderId === undefined ? {} : { orderId: state.orderId }
  const base = { paymentId, attemptId: payer?.attemptId ?? attemptId, ...orderId, step: 0, state }
  return { ...base, outcome: 'complete' }
}
