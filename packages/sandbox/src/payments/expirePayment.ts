import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { changePayment } from './takeStep.ts'

/** Ends a pending payment whose time has come; any other stays as it is. To be called inside a transaction. */
export function expirePayment(company: Company, payment: PaymentRow): PaymentRow {
  const { status, expiresAt } = payment
  if (status !== 'pending' || expiresAt === undefined || expiresAt > company.clock.now()) return payment
  return changePayment(company, payment, { status: 'expired' }, 'payment.expired')
}
