import { ApiError } from '../http/apiError.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { findPayment } from './findPayment.ts'
import { recordEvent } from './recordEvent.ts'
import type { ShipmentRequest } from './shipmentRequest.ts'

/** Writes down that goods left, and tells of it. No money moves. To be called inside a transaction. */
export function shipPayment(
  company: Company,
  paymentId: string,
  { reference, ...shipment }: ShipmentRequest,
): PaymentRow {
  const payment = findPayment(company, paymentId)
  if (payment.captured + payment.authorized === 0) {
    throw new ApiError(422, 'not_paid', 'Only a payment that is captured or authorized can be shipped.')
  }
  recordEvent(company, payment, 'payment.shipped', { reference, shipment })
  return payment
}
