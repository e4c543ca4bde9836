/** That an order update was accepted, and when: a repeat of the same update gets the same. */
export interface OrderUpdateReceipt {
  /** The shop's own id of the update. */
  updateId: string
  /** The payment that it is about. */
  paymentId: string
  /** RFC 3339. */
  acceptedAt: string
}
