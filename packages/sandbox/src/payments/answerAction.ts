import { ApiError } from '../http/apiError.ts'
import type { Decision } from '../methods/method.ts'
import type { ActionRow } from '../store/actionTable.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { isSameSecret } from './isSameSecret.ts'
import { takeToken } from './takeInput.ts'
import { takeStep } from './takeStep.ts'

/** What came of an action: the opaque result of its frame, or the new token that it asked for. */
export interface ActionAnswer {
  actionId: unknown
  result: unknown
  token: unknown
}

/**
 * Takes what came of an action to its payment. It counts once and for its own action: the same again answers the
 * payment as it stands (the first answer may have been lost), any other is a 422 and changes nothing.
 * To be called inside a transaction.
 */
export function answerAction(company: Company, paymentId: string, answer: ActionAnswer): PaymentRow {
  const { actionId, result, token } = answer
  const payment = findPayment(company, paymentId)
  const action = typeof actionId === 'string' ? company.store.actions.find(actionId) : undefined
  if (action === undefined || action.payment !== payment.id) {
    throw new ApiError(404, 'not_found', 'The payment has no action of this id.', 'actionId')
  }
  return action.type === 'sheet_retry'
    ? takeSheetToken(company, payment, action, token)
    : takeResult(company, payment, action, result)
}

function takeResult(company: Company, payment: PaymentRow, action: ActionRow, result: unknown): PaymentRow {
  if (typeof result !== 'string' || !isSameSecret(result, action.result)) {
    throw new ApiError(422, 'invalid_result', 'The result is not the one of this action.', 'result')
  }
  if (!isOpen(payment, action) || action.decision === undefined) return payment
  return goOn(company, payment, action, payment.scenario, action.decision)
}

function takeSheetToken(company: Company, payment: PaymentRow, action: ActionRow, id: unknown): PaymentRow {
  if (action.usedAt !== undefined) {
    if (typeof id === 'string' && isSameSecret(id, action.result)) return payment
    throw new ApiError(422, 'invalid_token', 'Another token has answered this action.', 'token')
  }
  if (!isOpen(payment, action)) return payment
  const token = takeToken(company, 'sheet', id, payment.id)
  company.store.actions.decide(action.id, 'approve', token.id)
  return goOn(company, payment, action, token.scenario, 'approve')
}

function isOpen(payment: PaymentRow, action: ActionRow): boolean {
  return action.usedAt === undefined && payment.status === 'requires_action'
}

function goOn(
  company: Company,
  payment: PaymentRow,
  { id, type, step }: ActionRow,
  scenario: string,
  decision: Decision,
): PaymentRow {
  company.store.actions.use(id, company.clock.now())
  const next = company.methods.get(payment.method)?.answer?.({ type, step, scenario }, decision)
  return next === undefined ? payment : takeStep(company, payment, next)
}
