import type { Checkout } from './Checkout.ts'

/** The door to the status: it can be read at once, and lets the code that follows it come when it is watched. */
export interface StatusDoor {
  status: Checkout['status']
  /** Loads that code ahead, so that nothing is first fetched after an order. @throws PaymentError `provider_unavailable` */
  preload(): Promise<unknown>
  close(): void
}
