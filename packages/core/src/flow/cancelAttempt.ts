import type { AttemptView } from '../attempt/AttemptView.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { FlowContext } from './FlowContext.ts'
import { giveUp } from './giveUp.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import { runAttempt } from './runAttempt.ts'
import { tellWaiting } from './tellAttempt.ts'
import { withoutLeaving } from './withoutLeaving.ts'

/**
 * Ends the attempt that waits for the shopper. Whoever waits for its outcome is given what this comes to, which is the truth: a
 * payment that was made all the same is a success, and one that cannot be ended goes on.
 *
 * @param error why, when it was not the shopper's wish.
 */
export async function cancelAttempt(
  context: FlowContext,
  error?: PaymentErrorData,
): Promise<PlaceOrderOutcome> {
  const waiting = waitingResult(context.attempt.view.getState())
  if (!waiting) return { kind: 'not-sent' }
  const canceling = cancel(withoutLeaving(context), waiting, error)
  for (const hear of [...context.withdrawals]) hear(canceling)
  return canceling
}

async function cancel(
  context: FlowContext,
  waiting: PaymentResult,
  error: PaymentErrorData | undefined,
): Promise<PlaceOrderOutcome> {
  // The step is not done any more: its dialog closes.
  tellWaiting(context, waiting)
  return runAttempt(context, await giveUp(context, waiting, error))
}

/** What waits for the shopper: a step, a page that was to be opened, a code. */
function waitingResult(view: AttemptView): PaymentResult | undefined {
  if (view.phase === 'acting') return view.result
  if (view.phase !== 'confirming' || !view.result) return undefined
  const { outcome } = view.result
  return outcome === 'redirect' || outcome === 'action' || view.display ? view.result : undefined
}
