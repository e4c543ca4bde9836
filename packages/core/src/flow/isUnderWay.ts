import type { AttemptPhase } from '../attempt/AttemptView.ts'
import type { AttemptRef } from '../client/PaymentClient.ts'
import type { FlowContext } from './FlowContext.ts'

const waiting: readonly AttemptPhase[] = ['acting', 'confirming']

/**
 * Whether the page still waits for what an answer is about. An answer that comes when the attempt has ended, or another one is in view,
 * moves nothing any more; a success in it comes by the payment's state all the same.
 */
export function isUnderWay(
  { attempt }: Pick<FlowContext, 'attempt'>,
  { paymentId, attemptId }: AttemptRef,
): boolean {
  const view = attempt.view.getState()
  if (view.paymentId !== paymentId) return false
  // The answer to an order may be about another tab's attempt, which this page follows from then on.
  const followed = (view.phase === 'confirming' ? view.follows : undefined) ?? view.attemptId
  return view.phase === 'validating' || (waiting.includes(view.phase) && followed === attemptId)
}
