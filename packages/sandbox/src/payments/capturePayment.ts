import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { changePayment } from './takeStep.ts'

/** Takes what is held. Without a hold nothing changes: the answer tells how the payment stands. */
export function capturePayment(company: Company, paymentId: string): PaymentRow {
  const payment = findPayment(company, paymentId)
  const held = payment.authorized
  if (payment.status !== 'authorized' || held === 0) return payment
  const patch = { status: 'succeeded', authorized: 0, captured: held } as const
  return changePayment(company, payment, patch, 'payment.captured', held)
}
