import type { Money } from '@payloom/core/contract'

/** Why an order update was not accepted, or not confirmed. */
export type OrderUpdateErrorCode =
  /** Something in it cannot be right; `field` names it. */
  | 'invalid-update'
  /** No payment of that id was ever tried here. `orderId` is the paymentId. */
  | 'unknown-payment'
  /** Nothing is left of what was paid. */
  | 'nothing-to-refund'
  /** More than what is left, which is `refundable`. */
  | 'refund-too-large'
  /** The refund is in another currency than the money; `refundable` has the right one. */
  | 'currency-mismatch'
  /** The id stands for another update already. */
  | 'update-id-reused'
  /** Accepted, and not confirmed by the bus in time: it is sent later, and nothing has to be done. */
  | 'not-confirmed'

/** What an {@link OrderUpdateError} is made of. */
export interface OrderUpdateErrorInit {
  /** Why. */
  code: OrderUpdateErrorCode
  /** What it has to say: what is wrong, and the cure. */
  message: string
  /** Path of the member that is wrong, e.g. `refund.amount.value`. */
  field?: string | undefined
  /** What could be given back. */
  refundable?: Money | undefined
  /** What was thrown underneath. */
  cause?: unknown
}

/** What `sendOrderUpdate` rejects with. With any code but `not-confirmed` nothing was stored and nothing will be sent. */
export class OrderUpdateError extends Error {
  override readonly name = 'OrderUpdateError'
  /** Why. */
  readonly code: OrderUpdateErrorCode
  /** Path of the member that is wrong, e.g. `refund.amount.value`. */
  readonly field: string | undefined
  /** What could be given back, in minor units. */
  readonly refundable: Money | undefined

  constructor({ code, message, field, refundable, cause }: OrderUpdateErrorInit) {
    super(`sendOrderUpdate: ${message}`, ...(cause === undefined ? [] : [{ cause }]))
    this.code = code
    this.field = field
    this.refundable = refundable
  }
}
