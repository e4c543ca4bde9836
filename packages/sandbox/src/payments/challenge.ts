import { ApiError } from '../http/apiError.ts'
import type { Decision } from '../methods/method.ts'
import type { Money } from '../money.ts'
import type { ActionRow } from '../store/actionTable.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'

/** What the challenge page shows. */
export interface Challenge {
  amount: Money
  reference: string
  step: number
  steps: number
}

/** The question (or the look at the browser) of this id, or a 404; a 410 once it was answered or the payment has ended. */
export function findChallenge(company: Company, actionId: string): Challenge {
  const { action, payment } = findOpen(company, actionId)
  return { amount: payment.amount, reference: payment.reference, step: action.step, steps: action.steps }
}

/**
 * Writes down the shopper's decision and answers the result that proves it. Until a result is used the shopper may
 * decide anew (the page was reloaded, the answer was lost); only the newest result counts.
 */
export function decideChallenge(company: Company, actionId: string, decision: Decision): string {
  const { action } = findOpen(company, actionId)
  const result = company.createId('res')
  company.store.actions.decide(action.id, decision, result)
  return result
}

function findOpen(company: Company, actionId: string): { action: ActionRow; payment: PaymentRow } {
  const action = company.store.actions.find(actionId)
  const payment = action === undefined ? undefined : company.store.payments.find(action.payment)
  if (action === undefined || payment === undefined || action.type === 'sheet_retry') {
    throw new ApiError(404, 'unknown_action', 'There is no such question.')
  }
  if (action.usedAt !== undefined || payment.status !== 'requires_action') {
    throw new ApiError(410, 'action_closed', 'This question has been answered.')
  }
  return { action, payment }
}
