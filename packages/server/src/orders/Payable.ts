import type { Address, Money } from '@payloom/core/contract'

/** One line of an order. */
export interface PayableItem {
  id: string
  name: string
  quantity: number
  /** Of one unit. */
  price: Money
}

/** What is to be paid, as the shop knows it now. Nothing in it ever comes from the browser. */
export interface Payable {
  /** Named by the shop, one per purchase: a cart that was paid and is used again gets a new one. `setup_` and 32 hexadecimal digits is the service's own form. */
  paymentId: string
  /** Changes whenever the total or the items do. */
  version: string
  /** Without surcharges. */
  total: Money
  currency: string
  /** Country of the billing address, ISO 3166 alpha-2. */
  country: string
  email?: string | undefined
  /** BCP 47. */
  locale?: string | undefined
  customerId?: string | undefined
  billingAddress?: Address | undefined
  shippingAddress?: Address | undefined
  items: readonly PayableItem[]
  /** The shop's order, once there is one. */
  orderId?: string | undefined
}
