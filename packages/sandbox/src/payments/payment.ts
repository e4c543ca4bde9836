import type { Money } from '../money.ts'

/** Where a payment stands. */
export type PaymentStatus =
  | 'requires_action'
  | 'pending'
  | 'authorized'
  | 'succeeded'
  | 'failed'
  | 'canceled'
  | 'expired'

/** Why a payment failed. */
export type FailureCode =
  | 'card_declined'
  | 'payment_declined'
  | 'insufficient_funds'
  | 'authentication_failed'

/** What `sandbox.js` can be asked to do: a question, a look at the browser, the button's window once more. */
export type ActionType = 'challenge' | 'fingerprint' | 'sheet_retry'

/** What a shopper decides on a page of the company; `never` keeps it open for good, `expire` ends it as time would. */
export type PageDecision = 'approve' | 'refuse' | 'cancel' | 'never' | 'expire'

/** What the company tells by webhook. */
export type EventType =
  | 'payment.pending'
  | 'payment.authorized'
  | 'payment.captured'
  | 'payment.failed'
  | 'payment.canceled'
  | 'payment.voided'
  | 'payment.expired'
  | 'payment.refunded'
  | 'payment.shipped'

/** Something that happened, as the API shows it. */
export interface PaymentEvent {
  id: string
  type: EventType
  amount?: Money
  /** Of a refund or a shipment: the merchant's own name of it. */
  reference?: string
  /** Of a shipment. Without it everything left; an empty list adds tracking to what left before. */
  items?: ShippedItem[]
  /** Of a shipment: where the parcel can be followed. */
  tracking?: Tracking
  createdAt: string
}

/** A line of the order that left, whole unless a quantity says so. */
export interface ShippedItem {
  /** The merchant's own id of the article. */
  id: string
  quantity?: number
}

/** The carrier's name, and the parcel's number there. */
export interface Tracking {
  name: string
  number: string
}

/** Where the shopper's browser has to go. */
export interface PaymentRedirect {
  url: string
  method: 'GET' | 'POST'
  fields: { name: string; value: string }[]
}

/** What a shopper who pays elsewhere has to see; `appUrl` is the pretend banking app. */
export type PaymentDisplay =
  | { kind: 'qr'; data: string; appUrl: string }
  | { kind: 'await'; appUrl: string }
  | {
      kind: 'bank-transfer'
      iban: string
      bic: string
      beneficiary: string
      reference: string
      appUrl: string
    }

/** A card that pays again, as the API shows it. */
export interface StoredCard {
  id: string
  brand: string
  last4: string
  /** MM/YY */
  expiry: string
  needsCvc: boolean
}

/** A payment as the API shows it. */
export interface Payment {
  id: string
  reference: string
  method: string
  amount: Money
  status: PaymentStatus
  /** What is held now: not captured, not given back. */
  authorizedAmount: Money
  capturedAmount: Money
  refundedAmount: Money
  /** What a gift card could not pay of the amount. */
  due?: Money
  /** When a pending payment ends by itself. */
  expiresAt?: string
  /** Where the shopper has to go; only until the shopper has decided there. */
  redirect?: PaymentRedirect
  /** How to pay elsewhere; only while that is awaited. */
  display?: PaymentDisplay
  /** The open action; `sandbox.js` does it. */
  action?: { id: string; type: ActionType; url?: string; reason?: 'declined' }
  /** The card, once it is stored. */
  stored?: StoredCard
  error?: { code: FailureCode }
  metadata?: Record<string, string>
  createdAt: string
  events: PaymentEvent[]
}
