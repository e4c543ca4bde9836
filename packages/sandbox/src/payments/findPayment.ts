import { ApiError } from '../http/apiError.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'

/** The payment of this id, or a 404. */
export function findPayment(company: Company, id: string): PaymentRow {
  const payment = company.store.payments.find(id)
  if (payment === undefined) throw new ApiError(404, 'not_found', 'There is no payment of this id.')
  return payment
}
