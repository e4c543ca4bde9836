import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { EventType } from './payment.ts'

/** Writes down what happened to a payment and announces it; `value` in minor units, `reference` the merchant's name of a refund. */
export function recordEvent(
  company: Company,
  payment: PaymentRow,
  type: EventType,
  value?: number,
  reference?: string,
): void {
  const id = company.createId('evt')
  const createdAt = company.clock.now()
  company.store.events.insert({
    id,
    payment: payment.id,
    type,
    ...(value === undefined ? {} : { value }),
    ...(reference === undefined ? {} : { reference }),
    createdAt,
  })
  company.announce({
    id,
    type,
    createdAt: new Date(createdAt).toISOString(),
    data: {
      paymentId: payment.id,
      reference: payment.reference,
      ...(value === undefined ? {} : { amount: { value, currency: payment.amount.currency } }),
      ...(payment.error === undefined ? {} : { error: { code: payment.error } }),
    },
  })
}
