import type { WebhookHeaders } from '@payloom/bus'
import type { Money, PaymentOutcome, ProviderAction } from '@payloom/core/contract'
import type { CompanyFact } from '../facts/CompanyFact.ts'

/** What is true of a method whatever the configuration says. */
export interface MethodTraits {
  /** `nothing`: payable without a provider's component in the browser. */
  needs: 'component' | 'nothing'
  /** Paid outside the checkout, on delivery for instance. */
  isOffline: boolean
  isStorable: boolean
}

/** What a method's component is drawn for. */
export interface MethodRequest {
  method: string
  /** Surcharge included. */
  amount: Money
  locale?: string | undefined
}

/** An attempt as a company gets to know it. */
export interface CompanyOrder {
  method: string
  /** The reference at the company, and the idempotency key. */
  attemptId: string
  /** Surcharge included. */
  amount: Money
  /** What the provider's session collected in the browser. */
  data: Record<string, unknown>
  /** What a shopper is asked to name when paying by hand: the shop's order number. */
  reference: string
  /** The method's own part of the configuration. */
  details: unknown
}

/** A payment that a company may know already. */
export interface KnownPayment {
  attemptId: string
  /** The company's id; unknown while its first answer is. */
  companyId?: string | undefined
  /** Surcharge included. */
  amount: Money
}

/** How a payment stands at its company. */
export interface CompanyAnswer {
  companyId?: string | undefined
  outcome: PaymentOutcome
  /** All that happened so far. */
  facts: CompanyFact[]
}

/** One event that a company told by webhook, its signature verified. */
export interface CompanyEvent {
  /** The attempt's id, as it was given to the company. */
  reference: string
  companyId?: string | undefined
  fact: CompanyFact
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
  readonly provider: string
  readonly methods: ReadonlyMap<string, MethodTraits>
  /** What is wrong with a method's `details` in the configuration, if anything. */
  problemOf(method: string, details: unknown): string | undefined
  /** What the component needs to be drawn; no secrets. */
  configOf(request: MethodRequest): { config: unknown; redirectOrigins: string[] }
  /** Makes the payment; the same order again gets the same payment. */
  create(order: CompanyOrder): Promise<CompanyAnswer>
  /** Takes what the browser brought back from the open action; `refused` when it does not fit and nothing changed. */
  update?(
    payment: KnownPayment,
    action: ProviderAction,
    data: Record<string, unknown>,
  ): Promise<CompanyAnswer | 'refused'>
  /** Ends the payment if it can still be ended; the answer says how it stands. `unknown`: the company never heard of it. */
  cancel(payment: KnownPayment): Promise<CompanyAnswer | 'unknown'>
  /** How the payment stands. `unknown`: the company never heard of it. Without it there is no company to ask. */
  read?(payment: KnownPayment): Promise<CompanyAnswer | 'unknown'>
  /** Verifies and translates one webhook. Never throws. */
  readWebhook?(headers: WebhookHeaders, body: string): WebhookReading
}
