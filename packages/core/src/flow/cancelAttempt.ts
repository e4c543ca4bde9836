import type { AttemptView } from '../attempt/AttemptView.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { FlowContext } from './FlowContext.ts'
import { giveUp } from './giveUp.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import { runAttempt } from './runAttempt.ts'
import { withoutLeaving } from './withoutLeaving.ts'

/** Ends the attempt that waits, at the shopper's wish; the answer tells what it really came to. */
export async function cancelAttempt(context: FlowContext): Promise<PlaceOrderOutcome> {
  const waiting = waitingResult(context.attempt.view.getState())
  if (!waiting) return { kind: 'not-sent' }
  return runAttempt(withoutLeaving(context), await giveUp(context, waiting))
}

function waitingResult(view: AttemptView): PaymentResult | undefined {
  if (view.phase === 'acting') return view.result
  if (view.phase !== 'confirming' || !view.result) return undefined
  return view.result.outcome === 'redirect' || view.display ? view.result : undefined
}
