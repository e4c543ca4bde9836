import type { Money, OrderIssue } from '@payloom/core/contract'
import type { Payable } from './Payable.ts'

/** The attempt that an order is placed for. */
export interface OrderAttempt {
  attemptId: string
  provider: string
  method: string
  title: string
  /** What will be asked for, surcharge included. */
  amount: Money
  surcharge?: Money | undefined
  /** Paid outside the checkout: the order stands as soon as it is placed. */
  isOffline: boolean
}

/** What the shop made of a payable: its order, or what is wrong with it. */
export type PlacedOrder = { orderId: string } | { issues: OrderIssue[] }

/** The shop's side of a payment. */
export interface Orders {
  /**
   * The payable as it is now: read afresh at every call.
   *
   * @returns `null` when there is no such payment any more; the browser then gets the 404 of an unknown one.
   */
  resolve(subject: string, ref: { paymentId: string }): Promise<Payable | null>
  /**
   * Makes the order. Called once per payment; if it is called again (another attempt, or the process died), it has to give the same
   * order. Issues stop the payment before anything is sent to a company, and the attempt's id stays free.
   */
  place(payable: Payable, attempt: OrderAttempt): Promise<PlacedOrder>
  /** `before-payment`: the order exists before the money moves. */
  when: 'before-payment'
}
