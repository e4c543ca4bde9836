import { createHash, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../http/apiError.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { takeStep } from './takeStep.ts'

/**
 * Takes the result of an action to its payment. A result counts once and for its own action: the same again answers
 * the payment as it stands (the first answer may have been lost), any other is a 422 and changes nothing.
 */
export function answerAction(
  company: Company,
  paymentId: string,
  actionId: unknown,
  result: unknown,
): PaymentRow {
  const { store } = company
  const payment = findPayment(company, paymentId)
  const action = typeof actionId === 'string' ? store.actions.find(actionId) : undefined
  if (action === undefined || action.payment !== payment.id) {
    throw new ApiError(404, 'not_found', 'The payment has no action of this id.', 'actionId')
  }
  if (typeof result !== 'string' || action.result === undefined || !isEqual(result, action.result)) {
    throw new ApiError(422, 'invalid_result', 'The result is not the one of this action.', 'result')
  }
  const { decision } = action
  if (action.usedAt !== undefined || payment.status !== 'requires_action' || decision === undefined)
    return payment
  store.actions.use(action.id, company.clock.now())
  const next = company.methods.get(payment.method)?.answer(payment.scenario, action.step, decision)
  return next === undefined ? payment : takeStep(company, payment, next)
}

function isEqual(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
