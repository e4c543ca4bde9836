import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { takeStep } from './takeStep.ts'

/**
 * For tests: the money arrives after all, whatever the payment was, as a transfer arrives for an order that was canceled. A gift card pays what it
 * has by now. A payment that has its money stays as it is. To be called inside a transaction.
 */
export function succeedLate(company: Company, paymentId: string): PaymentRow {
  const { error: _, ...payment } = findPayment(company, paymentId)
  if (payment.status === 'succeeded' || payment.status === 'authorized') return payment
  return takeStep(company, payment, { kind: payment.gift === undefined ? 'captured' : 'held' })
}
