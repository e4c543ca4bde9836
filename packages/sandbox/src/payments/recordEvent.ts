import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { EventType, ShippedItem, Tracking } from './payment.ts'

/** What is to be said of an event besides its type. */
export interface EventDetails {
  /** In minor units of the payment's currency. */
  value?: number | undefined
  /** The merchant's own name of a refund or a shipment. */
  reference?: string | undefined
  shipment?: { items?: ShippedItem[]; tracking?: Tracking } | undefined
}

/** Writes down what happened to a payment and announces it. */
export function recordEvent(
  company: Company,
  payment: PaymentRow,
  type: EventType,
  { value, reference, shipment }: EventDetails = {},
): void {
  const id = company.createId('evt')
  const createdAt = company.clock.now()
  company.store.events.insert({
    id,
    payment: payment.id,
    type,
    ...(value === undefined ? {} : { value }),
    ...(reference === undefined ? {} : { reference }),
    ...(shipment === undefined ? {} : { shipment }),
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
      ...(reference === undefined ? {} : { operationReference: reference }),
      ...shipment,
      ...(payment.error === undefined ? {} : { error: { code: payment.error } }),
    },
  })
}
