import type { Address, Contact, Money } from '@payloom/core/contract'

/** Who pays, as the shop knows it. */
export interface CompanyCustomer {
  /** The shop's id; guests have none. */
  id?: string | undefined
  /** For receipts and the company's own checks. */
  email?: string | undefined
  /** Of the billing address, ISO 3166 alpha-2. */
  country: string
  /** Its country decides which methods are offered. */
  billingAddress?: Address | undefined
  /** Where the goods go; absent when nothing is shipped. */
  shippingAddress?: Address | undefined
}

/** One line of the order. */
export interface CompanyItem {
  /** The shop's own id of the article. */
  id: string
  /** As the shopper reads it. */
  name: string
  /** How many units. */
  quantity: number
  /** Of one unit. */
  price: Money
}

/** An attempt as a company gets to know it. */
export interface CompanyOrder {
  /** Code of the method, unique within its provider. */
  method: string
  /** `setup`: keeps the method for the customer and takes nothing. */
  purpose: 'pay' | 'pay-stored' | 'setup'
  /** The reference at the company, and the idempotency key. */
  attemptId: string
  /** Surcharge included; 0 for a set-up. */
  amount: Money
  /** What the provider's session collected in the browser. */
  data: Record<string, unknown>
  /** Whether the company is to keep the method for the customer; always for a set-up, never for a guest. */
  store: boolean
  /** The company's reference of the stored method, for `pay-stored`. */
  source?: string | undefined
  /** Where the company sends the shopper back to, by GET or POST; the only URL of the shop that it is given. */
  returnUrl: string
  /** Who pays. */
  customer: CompanyCustomer
  /** What a wallet's own sheet asked for. */
  contact?: Contact | undefined
  /** The order's lines. */
  items: CompanyItem[]
  /** BCP 47. */
  locale?: string | undefined
  /** What a shopper is asked to name when paying by hand: the shop's order number. */
  reference: string
  /** The method's own part of the configuration. */
  details: unknown
}
