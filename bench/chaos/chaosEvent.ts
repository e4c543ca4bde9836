import type { BusMessage } from '@payloom/bus'

/** What each payment of the bench is for, in cents: more than all of its events bring. */
export const total = 1_000_000

const perPayment = 20

/** How many payments so many events are spread over. */
export function countPayments(events: number): number {
  return Math.ceil(events / perPayment)
}

export function paymentIdOf(payment: number): string {
  return `pm_chaos_${payment}`
}

/** One attempt per payment. */
export function attemptIdOf(payment: number): string {
  return payment.toString(16).padStart(32, '0')
}

/** What only the page of this payment may ever be given. */
export function canaryOf(payment: number): string {
  return `canary-of-${payment}-only`
}

/** The n-th event, from 0: which payment it is of, and the fact that it brings. Ids are the same each time, so that a repeat is one. */
export function chaosEvent(
  n: number,
  events: number,
): { payment: number; factId: string; message: BusMessage } {
  const payment = n % countPayments(events)
  const factId = `fact_${n}`
  const kind = n % 5 === 4 ? 'refunded' : 'captured'
  return {
    payment,
    factId,
    message: {
      messageId: `message_${n}`,
      type: 'payment-status',
      body: {
        orderId: paymentIdOf(payment),
        status: kind,
        payload: { n },
        kind,
        factId,
        attemptId: attemptIdOf(payment),
        amount: { value: kind === 'refunded' ? 1 : 10, currency: 'EUR' },
        messageId: `message_${n}`,
      },
    },
  }
}
