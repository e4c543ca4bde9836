import { ApiError } from '../http/apiError.ts'
import type { Money } from '../money.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { recordEvent } from './recordEvent.ts'

/** Pays back a part or all of what was captured, and never more. To be called inside a transaction. */
export function refundPayment(company: Company, paymentId: string, amount: Money): PaymentRow {
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
    throw new ApiError(422, 'refund_too_large', `At most ${left} minor units can be paid back.`, 'amount')
  }
  const refunded: PaymentRow = { ...payment, refunded: payment.refunded + amount.value }
  company.store.payments.update(payment.id, refunded)
  recordEvent(company, refunded, 'payment.refunded', amount.value)
  return refunded
}
