import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { recordEvent } from './recordEvent.ts'

/** Cancels a payment that waits for its shopper. One that has ended stays as it is: the answer tells how it stands. */
export function cancelPayment(company: Company, paymentId: string): PaymentRow {
  const payment = findPayment(company, paymentId)
  if (payment.status !== 'requires_action') return payment
  const canceled: PaymentRow = { ...payment, status: 'canceled' }
  company.store.payments.update(payment.id, canceled)
  recordEvent(company, canceled, 'payment.canceled')
  return canceled
}
