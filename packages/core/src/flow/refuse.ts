import type { BlockingAttempt } from '../attempt/AttemptView.ts'
import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import type { Answer } from './Answer.ts'
import { blockedBy } from './blockedBy.ts'
import type { FlowContext } from './FlowContext.ts'
import { isLostAnswer } from './isLostAnswer.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import { paidBefore } from './paidBefore.ts'
import { tellAttempt, tellBlocked } from './tellAttempt.ts'

type Refusal = { outcome: PlaceOrderOutcome } | { answer: Answer }

/** What a rejected `validate` means: an outcome for the shopper, or an answer to go on with. */
export function refuse(context: FlowContext, ref: AttemptRef, caught: unknown): Refusal {
  const error = isPaymentError(caught) ? caught : unexpected(caught)
  if (isLostAnswer(error)) return { answer: { kind: 'lost', ref, error: error.toData() } }
  const { state, result } = error.details
  if (error.code === 'already-paid') {
    const paid = state && paidBefore(ref, state)
    return { answer: paid ? { kind: 'result', result: paid } : { kind: 'lost', ref, error: error.toData() } }
  }
  if (error.code === 'attempt-in-progress') {
    const by = result && blockedBy(result, ref.attemptId)
    if (by) return block(context, result, by)
    return {
      answer: result && result.attemptId !== ref.attemptId ? follow(context, result) : { kind: 'lost', ref },
    }
  }
  if (error.code === 'amount-changed') return changedAmount(context, error)
  const { issues } = error.details
  tellAttempt(context, { type: 'refuse', error: error.toData(), issues })
  return { outcome: { kind: 'not-sent', error: error.toData() } }
}

function block(context: FlowContext, result: PaymentResult, by: BlockingAttempt): Refusal {
  tellBlocked(context, result, by)
  // A success that came meanwhile, or came along: nothing is in the way of a payment that is paid.
  const isPaid = context.attempt.view.getState().phase === 'succeeded'
  return isPaid ? { answer: { kind: 'over' } } : { outcome: { kind: 'blocked', by } }
}

/** The other attempt's outcome is on its way: it decides whether this order may be placed. */
function follow(context: FlowContext, { paymentId, attemptId, state }: PaymentResult): Answer {
  tellAttempt(context, { type: 'follow', attemptId })
  context.applyStatus(state)
  return { kind: 'lost', ref: { paymentId, attemptId }, isForeign: true }
}

function changedAmount(context: FlowContext, error: PaymentError): { outcome: PlaceOrderOutcome } {
  const newTotal = context.applyChange(error.details)
  if (!newTotal) {
    tellAttempt(context, { type: 'refuse', error: error.toData() })
    return { outcome: { kind: 'not-sent', error: error.toData() } }
  }
  tellAttempt(context, { type: 'review', newTotal })
  return { outcome: { kind: 'amount-changed', newTotal } }
}

function unexpected(cause: unknown): PaymentError {
  return new PaymentError({
    message:
      'placeOrder: validate rejected with something that is no PaymentError; the status is read instead.',
    code: 'bad-response',
    retry: 'same',
    origin: 'network',
    cause,
  })
}
