import type { Money } from '../money.ts'
import type { EventType, FailureCode, ShippedItem, Tracking } from '../payments/payment.ts'

/** The body of a webhook; `id` is the event's, the same in every retry. */
export interface WebhookMessage {
  id: string
  type: EventType
  createdAt: string
  data: {
    paymentId: string
    /** The merchant's own name of the payment. */
    reference: string
    amount?: Money
    /** The merchant's own name of the refund or shipment that it tells of. */
    operationReference?: string
    items?: ShippedItem[]
    tracking?: Tracking
    error?: { code: FailureCode }
  }
}
