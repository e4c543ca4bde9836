import { ApiError } from '../http/apiError.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { isSameSecret } from './isSameSecret.ts'
import { takeStep } from './takeStep.ts'

/**
 * Takes the money of a payment whose shopper has approved it and come back. The code counts once: again it answers how
 * the payment stands; a wrong one is a 422 and changes nothing. To be called inside a transaction.
 */
export function completePayment(company: Company, paymentId: string, code: unknown): PaymentRow {
  const payment = findPayment(company, paymentId)
  if (typeof code !== 'string' || !isSameSecret(code, payment.completion)) {
    throw new ApiError(422, 'invalid_code', 'The code is not the one that the shopper brought back.', 'code')
  }
  return payment.status === 'requires_action' ? takeStep(company, payment, { kind: 'captured' }) : payment
}
