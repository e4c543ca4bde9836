import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { changePayment } from './takeStep.ts'

/**
 * Cancels a payment that waits for its shopper, and gives back what is held of a gift card. One that has ended stays
 * as it is: the answer tells how it stands.
 */
export function cancelPayment(company: Company, paymentId: string): PaymentRow {
  const payment = findPayment(company, paymentId)
  const { status, gift, authorized } = payment
  if (status === 'requires_action' || status === 'pending') {
    return changePayment(company, payment, { status: 'canceled' }, 'payment.canceled')
  }
  if (status !== 'authorized' || gift === undefined) return payment
  company.store.giftCards.add(gift, authorized)
  return changePayment(company, payment, { status: 'canceled', authorized: 0 }, 'payment.voided', authorized)
}
