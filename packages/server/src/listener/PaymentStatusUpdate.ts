import type { PaymentEventName, PaymentState } from '@payloom/core/contract'

/** What handlers of `PaymentEvents` are given. The same update may come more than once. */
export interface PaymentStatusUpdate {
  /** The shop's order id; absent while the shop has no order. */
  orderId?: string | undefined
  /** The payment's status, computed from all that is known: a late message never makes it older. */
  status: string
  /** The company's raw event. It must not reach a browser. */
  payload?: unknown
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /**
   * The attempt that something happened to; of `PAYMENT_DUPLICATE_PAID` the one whose money the payment does not need, of `ORDER_UPDATE_REJECTED`
   * the newest one where the refusal names none.
   */
  attemptId: string
  /** The shop's own id of the order update that this came of, or that was refused. */
  orderUpdateId?: string | undefined
  /** Why an order update was refused; short, for people of the shop. */
  reason?: string | undefined
  /** The payment after the message. */
  state: PaymentState
}

/** Runs before the message is acknowledged; a throw, or more than 30 s, and it comes again. */
export type PaymentStatusHandler = (update: PaymentStatusUpdate) => Promise<void> | void

/** The shop's handlers, by what they are told. */
export type PaymentHandlers = Readonly<Record<PaymentEventName, Set<PaymentStatusHandler>>>
