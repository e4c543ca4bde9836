import type { Address, Money } from '@payloom/core/contract'

/** One line of an order. */
export interface PayableItem {
  /** The shop's own id of the article. */
  id: string
  /** As the shopper reads it. */
  name: string
  /** How many units. */
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
  /** ISO 4217. */
  currency: string
  /** Country of the billing address, ISO 3166 alpha-2. */
  country: string
  /** For receipts and the company's own checks. */
  email?: string | undefined
  /** BCP 47. */
  locale?: string | undefined
  /** The shop's id of the customer; guests have none. */
  customerId?: string | undefined
  /** Its country decides which methods are offered. */
  billingAddress?: Address | undefined
  /** Where the goods go; absent when nothing is shipped. */
  shippingAddress?: Address | undefined
  /** The order's lines. */
  items: readonly PayableItem[]
  /** The shop's order, once there is one. */
  orderId?: string | undefined
}
