import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { Answer } from './Answer.ts'
import type { FlowContext } from './FlowContext.ts'

/**
 * Ends an attempt that nobody will continue, at the company too, so that the next one is free to start.
 *
 * @param error why, when it was not the shopper's wish.
 */
export async function giveUp(
  { client }: Pick<FlowContext, 'client'>,
  { paymentId, attemptId }: PaymentResult,
  error?: PaymentErrorData,
): Promise<Answer> {
  const ref = { paymentId, attemptId }
  try {
    const { orderId, ...canceled } = await client.cancelPayment(ref)
    const { step, state, outcome } = canceled
    const base = { ...ref, ...(orderId === undefined ? {} : { orderId }), step, state }
    if (outcome === 'canceled' && error) {
      return { kind: 'result', result: { ...base, outcome: 'failed', error } }
    }
    // It could not be canceled: the status will tell, and nobody continues the step.
    if (outcome === 'action' || outcome === 'redirect') {
      return { kind: 'result', result: { ...base, outcome: 'pending' } }
    }
    return { kind: 'result', result: { ...canceled, ...base } }
  } catch {
    return { kind: 'lost', ref, error, isGivenUp: true }
  }
}
