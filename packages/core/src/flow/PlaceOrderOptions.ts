/** Options of `Checkout.placeOrder`. */
export interface PlaceOrderOptions {
  /** Asked before anything is collected. `false` or a throw stops the order; it stays unsent. */
  beforeSubmit?: (() => boolean | undefined | Promise<boolean | undefined>) | undefined
  /** Keep the method for the customer. */
  store?: boolean | undefined
  consents?: Record<string, boolean> | undefined
}
