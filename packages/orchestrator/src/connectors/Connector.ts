import type { WebhookHeaders } from '@payloom/bus'
import type { Money, OrderUpdate, PaymentOutcome, Tracking } from '@payloom/core/contract'
import type { CompanyFact } from '../facts/CompanyFact.ts'
import type { CompanyOrder } from './CompanyOrder.ts'
import type { MethodTraits } from './MethodTraits.ts'

/** What a method's component is drawn for. */
export interface MethodRequest {
  /** Code of the method, unique within its provider. */
  method: string
  /** `resume`: an open action goes on after a return. */
  purpose: 'pay' | 'pay-stored' | 'setup' | 'resume'
  /** The same payment asked for again makes no second object at the company. */
  paymentId: string
  /** Surcharge included; 0 for a set-up. */
  amount: Money
  /** Of the billing address, ISO 3166 alpha-2. */
  country: string
  /** BCP 47. */
  locale?: string | undefined
  /** The shop's id of the customer; guests have none. */
  customerId?: string | undefined
  /** The company's reference of the stored method, for `pay-stored`. */
  source?: string | undefined
}

/** What a method's component needs to be drawn. */
export interface MethodConfig {
  /** Read by the provider in the browser; no secrets. */
  config: unknown
  /** The origins that a redirect of the method may lead to. */
  redirectOrigins: string[]
  /** After this time (RFC 3339) the method has to be loaded again. */
  expiresAt?: string | undefined
}

/** A payment that a company may know already. */
export interface KnownPayment {
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** Code of the method, unique within its provider. */
  method: string
  /** The company's id; unknown while its first answer is. */
  companyId?: string | undefined
  /** What was asked for, surcharge included. */
  amount: Money
}

/** A part of a payment's money that the shop gives back. */
export interface RefundOrder {
  /** Minor units, in the payment's currency; never more than the ledger knows to be left. */
  amount: Money
  /** Names this refund at the company; its idempotency key. At most 128 characters of `[A-Za-z0-9_-]`. */
  reference: string
}

/** Goods of a payment that left the shop. */
export interface ShipmentOrder {
  /** Names this shipment at the company; its idempotency key. At most 128 characters of `[A-Za-z0-9_-]`. */
  reference: string
  /** Which lines of the order; a line without `quantity` whole. Absent: all of it. Empty: nothing more left, `tracking` is of what left before. */
  items?: NonNullable<OrderUpdate['shipping']>['items'] | undefined
  /** The carrier's name and the parcel's number. */
  tracking?: Tracking | undefined
}

/** What the company will not do, however often it is asked. */
export interface CompanyRefused {
  /** The company's own code, or a few words for people of the shop; no contents of the payment. */
  refused: string
}

/** A method that the company keeps for a customer, as it may be shown. */
export interface CompanyStoredMethod {
  /** The company's own name of it; never shown to a browser. */
  reference: string
  /** The name that the shopper reads. */
  title: string
  /** Brand of the card, e.g. `visa`. */
  brand?: string | undefined
  /** Four digits. */
  last4?: string | undefined
  /** `MM/YY`. */
  expiry?: string | undefined
  /** Whether the security code is asked for again at every payment. */
  needsCvc: boolean
}

/** How a payment stands at its company. */
export interface CompanyAnswer {
  /** The company's id of the payment; unknown while its first answer is. */
  companyId?: string | undefined
  /** `partial` for a part that is held: authorized, and neither captured nor voided. */
  outcome: PaymentOutcome
  /** All that happened so far, or nothing: what a company tells by webhook need not be told here too, except by `read`. */
  facts: CompanyFact[]
  /** What the company keeps for the customer since this payment; counts for orders with `store` only, and may be told again. */
  stored?: CompanyStoredMethod | undefined
}

/** The outcome that data from a browser answers: an action, or a redirect whose shopper is back. */
export type OpenOutcome = Extract<PaymentOutcome, { outcome: 'action' | 'redirect' }>

/** A question for what is left on a gift card. Passed on, and kept nowhere. */
export interface BalanceRequest {
  /** Code of the method, unique within its provider. */
  method: string
  /** Of the gift card. */
  number: string
  /** Of the gift card, if it has one. */
  pin?: string | undefined
  /** ISO 4217. */
  currency: string
}

/** What is left on it, or which field is wrong. */
export type BalanceReading =
  | { kind: 'balance'; balance: Money }
  | { kind: 'refused'; field: 'number' | 'pin' }

/** A stored method that the customer does not want to be kept any more. */
export interface StoredMethodToDelete {
  /** Code of the method, unique within its provider. */
  method: string
  /** The company's own name of it. */
  reference: string
  /** The shop's id of the customer. */
  customerId: string
}

/** One event that a company told by webhook, its signature verified. */
export interface CompanyEvent {
  /** The attempt's id, as it was given to the company. */
  reference: string
  /** The company's id of the payment. */
  companyId?: string | undefined
  /** What happened. */
  fact: CompanyFact
  /** As in {@link CompanyAnswer}, for companies that tell it by webhook. */
  stored?: CompanyStoredMethod | undefined
  /** The event, rebuilt from what is known of its shape. */
  payload: Record<string, unknown>
}

/** A webhook that was taken, or why not. */
export type WebhookReading =
  | { kind: 'event'; event: CompanyEvent }
  | { kind: 'rejected'; reason: 'bad-signature' | 'bad-shape' }

/**
 * The server half of a provider: everything that the orchestrator knows about one company. Amounts are minor units; a connector
 * converts at its edge. Calls throw a CompanyError when the outcome is unknown, and nothing else.
 */
export interface Connector {
  /** Code of the provider; with the method's code it names one way to pay. */
  readonly provider: string
  /** By code. */
  readonly methods: ReadonlyMap<string, MethodTraits>
  /** What is wrong with a method's `details` in the configuration, if anything. */
  problemOf(method: string, details: unknown): string | undefined
  /** What the component needs to be drawn; may ask the company. */
  configOf(request: MethodRequest): MethodConfig | Promise<MethodConfig>
  /** Makes the payment or the set-up; the same order again gets the same payment. Data that the company refuses is the outcome `failed`. */
  create(order: CompanyOrder): Promise<CompanyAnswer>
  /** Takes what the browser brought back from the open outcome; `refused` when it does not fit and nothing changed. */
  update?(
    payment: KnownPayment,
    open: OpenOutcome,
    data: Record<string, unknown>,
  ): Promise<CompanyAnswer | 'refused'>
  /**
   * Ends the payment if it can still be ended, and gives a held part back; the answer says how it stands. `unknown`: the company never
   * heard of it.
   */
  cancel(payment: KnownPayment): Promise<CompanyAnswer | 'unknown'>
  /**
   * Takes a held part. Asked again until it answers, so that a part that was taken or given back already just says how it stands.
   * Needed by methods that take a part.
   */
  capture?(payment: KnownPayment): Promise<CompanyAnswer | 'unknown'>
  /**
   * Gives all of the payment's money back: what is held is voided, what was taken is refunded. Answers once nothing is left, best with the facts;
   * until then it throws. Asked again until it answers, with the same reference, so that the money goes back once, however often it is asked and
   * whatever was given back before. Without it the money of an attempt that its payment does not need is kept.
   *
   * @param reference names this return at the company; its idempotency key. At most 128 characters of `[A-Za-z0-9_-]`.
   */
  returnMoney?(payment: KnownPayment, reference: string): Promise<CompanyAnswer | 'unknown'>
  /**
   * Gives a part of what was taken back. Answers once the company has taken the refund on, with the fact `refunded` that came of it: the same fact
   * (by `factId`) that its webhook tells, with the order's `reference`. Until then it throws. Asked again until it answers, with the same reference,
   * so that the money goes back once. Without it no order update can refund.
   */
  refund?(payment: KnownPayment, refund: RefundOrder): Promise<CompanyAnswer | 'unknown' | CompanyRefused>
  /**
   * Tells the company that goods left. Answers as `refund` does, with the fact `shipped`, or `tracking_added` where nothing more left, and its
   * `tracking`. Without it the shipment is told to the shop only.
   */
  ship?(payment: KnownPayment, shipment: ShipmentOrder): Promise<CompanyAnswer | 'unknown' | CompanyRefused>
  /** How the payment stands. `unknown`: the company never heard of it. Without it there is no company to ask. */
  read?(payment: KnownPayment): Promise<CompanyAnswer | 'unknown'>
  /** What is left on a gift card. */
  balanceOf?(request: BalanceRequest): Promise<BalanceReading>
  /** Makes the company forget a stored method; one that it does not know (any more) is forgotten. Needed by storable methods. */
  deleteStored?(stored: StoredMethodToDelete): Promise<void>
  /** Verifies and translates one webhook. Never throws. */
  readWebhook?(headers: WebhookHeaders, body: string): WebhookReading
}
