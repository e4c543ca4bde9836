import type { AttemptEvent } from '../attempt/AttemptEvent.ts'
import type { BlockingAttempt } from '../attempt/AttemptView.ts'
import { successOf } from '../attempt/attemptEventFromState.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { FlowContext } from './FlowContext.ts'
import { isUnderWay } from './isUnderWay.ts'

/** Moves the attempt by what was learnt. A success that came another way meanwhile stands: nothing is said against it. */
export function tellAttempt({ attempt }: Pick<FlowContext, 'attempt'>, event: AttemptEvent): void {
  if (attempt.view.getState().phase === 'succeeded' && event.type !== 'succeed') return
  attempt.dispatch(event)
}

/** Moves the attempt by a result, then shows its state: the result knows more of this attempt than the state does. */
export function tellResult(context: FlowContext, result: PaymentResult): void {
  const event = eventOf(result, isOffline(context, result))
  const isNews =
    isUnderWay(context, result) || isLateSuccess(context, event, result) || isReason(context, event, result)
  if (isNews) tellAttempt(context, event)
  context.applyStatus(result.state)
}

/** Shows what an attempt waits for, and leaves it to whoever does it. */
export function tellWaiting(context: FlowContext, result: PaymentResult): void {
  const success = successOf(result.state, result.attemptId)
  if (!success && isUnderWay(context, result)) tellAttempt(context, { type: 'wait', result })
  context.applyStatus(result.state)
}

/** Shows who stands in the way of an order that was not bound. */
export function tellBlocked(context: FlowContext, result: PaymentResult, by: BlockingAttempt): void {
  const display = result.outcome === 'pending' ? result.display : undefined
  tellAttempt(context, { type: 'block', by, ...(display ? { display } : {}) })
  context.applyStatus(result.state)
}

// Money that arrived is never hidden, whatever was believed of the attempt before.
function isLateSuccess({ attempt }: FlowContext, event: AttemptEvent, { paymentId }: PaymentResult): boolean {
  return event.type === 'succeed' && attempt.view.getState().paymentId === paymentId
}

// The status tells that an attempt was canceled, and not that the page itself ended it and why.
function isReason({ attempt }: FlowContext, event: AttemptEvent, { attemptId }: PaymentResult): boolean {
  const view = attempt.view.getState()
  return event.type === 'fail' && view.phase === 'canceled' && view.attemptId === attemptId
}

function isOffline({ selected }: FlowContext, { state, attemptId }: PaymentResult): boolean {
  const method = selected()?.method
  const own = state.attempts.find((attempt) => attempt.attemptId === attemptId)
  return method?.isOffline === true && own?.provider === method.provider && own.method === method.method
}

function eventOf(result: PaymentResult, isOffline: boolean): AttemptEvent {
  if (result.outcome === 'partial') return { type: 'part', due: result.due }
  const success = successOf(result.state, result.attemptId)
  if (success) return { type: 'succeed', success, result }
  switch (result.outcome) {
    case 'complete':
    case 'pending':
      // Pending with nothing to show is not known yet: the order may not stand.
      return isOffline && (result.outcome === 'complete' || result.display)
        ? { type: 'succeed', success: 'placed', result }
        : { type: 'wait', result }
    case 'failed':
      return { type: 'fail', error: result.error }
    case 'canceled':
      return { type: 'cancel' }
    case 'expired':
      return { type: 'expire' }
    case 'action':
      return { type: 'act', result }
    case 'redirect':
      return { type: 'wait', result }
  }
}
