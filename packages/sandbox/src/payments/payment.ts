import type { Money } from '../money.ts'

/** Where a payment stands. */
export type PaymentStatus = 'requires_action' | 'succeeded' | 'failed' | 'canceled'

/** Why a payment failed. */
export type FailureCode = 'card_declined' | 'insufficient_funds' | 'authentication_failed'

/** What the company tells by webhook. */
export type EventType = 'payment.captured' | 'payment.failed' | 'payment.canceled' | 'payment.refunded'

/** Something that happened, as the API shows it. */
export interface PaymentEvent {
  id: string
  type: EventType
  amount?: Money
  createdAt: string
}

/** A payment as the API shows it. */
export interface Payment {
  id: string
  reference: string
  method: string
  amount: Money
  status: PaymentStatus
  capturedAmount: Money
  refundedAmount: Money
  /** The open question to the shopper; `sandbox.js` shows it. */
  action?: { id: string; type: 'challenge'; url: string }
  error?: { code: FailureCode }
  metadata?: Record<string, string>
  createdAt: string
  events: PaymentEvent[]
}
