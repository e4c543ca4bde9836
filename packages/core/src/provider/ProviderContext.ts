import type { Address, Contact } from '../contract/address.ts'
import type { Money } from '../contract/money.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { QuoteResult } from '../contract/quoteResult.ts'
import type { PaymentError } from '../errors/PaymentError.ts'
import type { MessageKey } from '../messages/Messages.ts'
import type { Appearance } from './Appearance.ts'

/** Loads a company's script: one tag per URL, a timeout, retries, the page's nonce, one Trusted Types policy. */
export interface ScriptLoader {
  /**
   * @param url an absolute URL, https (plain http on loopback only).
   * @param read reads the script's global once it has run; `undefined` means that it is not there (`script-broken`).
   * @throws PaymentError `script-blocked`, `script-timeout`, `script-broken` or `configuration`.
   */
  load<T>(url: string, read: () => T | undefined, signal?: AbortSignal): Promise<T>
}

/** What a wallet's sheet reports when the shopper chose another address or way of shipping. */
export interface ShippingChange {
  /** As much of it as the wallet tells before the order. */
  shippingAddress?: Address
  /** One of the ids of the last quote. */
  shippingOptionId?: string
  /** A code of the shop's. */
  coupon?: string
}

/** One press of a provider's own button. A second `begin` while one is open is refused. */
export interface FlowTicket {
  /** Places the order with what the sheet gave: one attempt, once. Rejects only when nothing was sent. */
  placeOrder(input: {
    data: Record<string, unknown>
    store?: boolean
    contact?: Contact
  }): Promise<PaymentResult>
  /** Answers the action of the last result, in the same attempt; its answer may ask for another. */
  updatePayment(data: Record<string, unknown>): Promise<PaymentResult>
  /** Express only: a new quote for the sheet. */
  shippingChanged?(change: ShippingChange): Promise<QuoteResult>
  /** The shopper closed the sheet. */
  cancel(): void
  /** The sheet could not go on: the page shows why. */
  fail(error: PaymentError): void
  /** The sheet has ended with this result; an action that is still open is given up. */
  finish(result: PaymentResult): void
}

/** What a provider is given beside its config. */
export interface ProviderContext {
  /** BCP 47. */
  locale: string
  /** What the shopper would pay by this method now, surcharge included; minor units. */
  amount: Money
  /** Country of the billing address, ISO 3166 alpha-2, where the shop told it. */
  country?: string
  /** The page's colours and shapes, for what the provider draws itself. */
  appearance?: Appearance
  /** The page's CSP nonce. */
  nonce?: string
  /** The only way to a company's script. */
  scripts: ScriptLoader
  /** For `button` presentations: opens one ticket for one press, synchronously. Throws a PaymentError when the page or another order says no: then open nothing. */
  flow: { begin(): FlowTicket }
  /** What is left on a gift card. Rejects with a PaymentError. */
  loadBalance(card: { number: string; pin?: string }): Promise<Money>
  /** The shop's or the locale's words for a key, for what a provider draws itself. */
  text(key: MessageKey, values?: Readonly<Record<string, string>>): string
  /** Apple Pay: asks the backend to validate the merchant. */
  loadMerchantSession?(input: { validationURL: string }): Promise<unknown>
}
