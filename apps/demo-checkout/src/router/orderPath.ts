/** What is known of an order when its page is sought. */
export interface SoughtOrder {
  /** Absent where the shop has no order yet. */
  orderId?: string | undefined
  paymentId: string
}

/** Where an order is shown; without one, where its payment is waited for. Never another order than the one meant. */
export function orderPath({ orderId, paymentId }: SoughtOrder): string {
  return orderId ? `/orders/${orderId}` : `/checkout/pending?payment=${encodeURIComponent(paymentId)}`
}
