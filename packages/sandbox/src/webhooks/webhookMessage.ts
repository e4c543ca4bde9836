import type { Money } from '../money.ts'
import type { EventType, FailureCode } from '../payments/payment.ts'

/** The body of a webhook; `id` is the event's, the same in every retry. */
export interface WebhookMessage {
  id: string
  type: EventType
  createdAt: string
  data: { paymentId: string; reference: string; amount?: Money; error?: { code: FailureCode } }
}
