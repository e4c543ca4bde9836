import type { OrderCheck } from './OrderCheck.ts'

/** Options of `Checkout.placeOrder`. They are for this one press: a method's own button sends what the terms say, and asks `addCheck`'s checks. */
export interface PlaceOrderOptions {
  /** Asked before anything is collected. `false` or a throw stops the order; it stays unsent. */
  beforeSubmit?: OrderCheck | undefined
  /** Keep the method for the customer. @default what `terms` say */
  store?: boolean | undefined
  /** By name. @default what `terms` say */
  consents?: Record<string, boolean> | undefined
}
