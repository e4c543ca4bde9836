import type {
  Address,
  Contact,
  LineItem,
  Money,
  OrderIssue,
  PaymentStatusValue,
  ShippingOption,
} from '@payloom/core/contract'
import type { Payable } from './Payable.ts'

/** The attempt that an order is placed for. */
export interface OrderAttempt {
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** The name that the shopper reads. */
  title: string
  /** What will be asked for, surcharge included. */
  amount: Money
  /** What paying by it costs on top; absent when nothing. */
  surcharge?: Money | undefined
  /** Paid outside the checkout: the order stands as soon as it is placed. */
  isOffline: boolean
  /** What a wallet's own sheet asked the shopper for; to be checked like any input. */
  contact?: Contact | undefined
  /** What the shopper agreed to, by the page's own names. */
  consents?: Readonly<Record<string, boolean>> | undefined
}

/** What the shop made of a payable: its order, or what is wrong with it. */
export type PlacedOrder = { orderId: string } | { issues: OrderIssue[] }

/** What a shopper chose in a wallet's sheet. */
export interface QuoteChange {
  /** As far as the wallet tells it before the order. */
  shippingAddress?: Address | undefined
  /** The chosen way of shipping, from the last quote. */
  shippingOptionId?: string | undefined
  /** A code that the shopper typed. */
  coupon?: string | undefined
}

/** What a change makes of a payable. */
export interface PayableQuote {
  /** What would be paid with the change. */
  payable: Payable
  /** The lines of the total, as the sheet shows them, without the method's surcharge. */
  lineItems: readonly LineItem[]
  /** The ways of shipping to the address. */
  shippingOptions: readonly ShippingOption[]
  /** What is wrong with the change, e.g. an address that is not delivered to. */
  errors: readonly OrderIssue[]
}

/** A customer who stores a method. */
export interface Customer {
  /** ISO 4217. */
  currency: string
  /** Country of the billing address, ISO 3166 alpha-2. */
  country: string
  /** For receipts and the company's own checks. */
  email?: string | undefined
  /** BCP 47. */
  locale?: string | undefined
  /** Its country decides which methods are offered. */
  billingAddress?: Address | undefined
}

/** An order whose payment has ended without any money. */
export interface UnpaidOrder {
  /** Whose payment it is; ids of two tenants may agree. */
  tenant: string
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** What {@link Orders.place} answered. */
  orderId: string
  /** How it ended: `failed`, `canceled` or `expired`. */
  status: PaymentStatusValue
}

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
   * order; so it is for an attempt that brings contact data of its own. Issues stop the payment before anything is sent to a company, and the attempt's id stays free.
   */
  place(payable: Payable, attempt: OrderAttempt): Promise<PlacedOrder>
  /**
   * Applies a wallet's change and prices it. The shop keeps it: `resolve` gives this payable from now on, so that the order is for what
   * the sheet showed. Absent: wallets cannot ask for shipping.
   */
  quote?(payable: Payable, change: QuoteChange): Promise<PayableQuote>
  /**
   * Gives the shopper the cart back whose order was not paid: every attempt is over and nothing was taken or held. Called before the
   * browser is answered so, where one waits; at least once for each such end, again after a throw or 10 s. The same payment may be tried
   * again afterwards, and money that comes late still makes it paid. Absent: the shop needs nothing of the kind.
   */
  restoreCart?(order: UnpaidOrder): Promise<void>
  /** The customer of a session that may use the account. Absent: nothing can be stored outside a purchase. */
  customer?(subject: string): Promise<Customer | null>
  /** `before-payment`: the order exists before the money moves. */
  when: 'before-payment'
}
