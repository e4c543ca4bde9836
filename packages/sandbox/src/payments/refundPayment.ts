import { ApiError } from '../http/apiError.ts'
import type { Money } from '../money.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { changePayment } from './takeStep.ts'

/** What a merchant asks to be paid back. */
export interface RefundRequest {
  amount: Money
  /** The merchant's own name of the refund. */
  reference: string
}

/** Pays back a part or all of what was captured, and never more. To be called inside a transaction. */
export function refundPayment(
  company: Company,
  paymentId: string,
  { amount, reference }: RefundRequest,
): PaymentRow {
  const payment = findPayment(company, paymentId)
  if (amount.currency !== payment.amount.currency) {
    throw new ApiError(
      422,
      'invalid_currency',
      `The payment was made in ${payment.amount.currency}.`,
      'amount',
    )
  }
  const left = payment.captured - payment.refunded
  if (amount.value > left) {
    throw new ApiError(422, 'amount_too_large', `At most ${left} minor units can be paid back.`, 'amount')
  }
  if (payment.gift !== undefined) company.store.giftCards.add(payment.gift, amount.value)
  const patch = { refunded: payment.refunded + amount.value }
  return changePayment(company, payment, patch, 'payment.refunded', amount.value, reference)
}
