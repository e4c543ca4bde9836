import type { Money, PaymentValidationResult } from '@payloom/core/contract'

/** What is known of an attempt before its company is asked. */
export interface NewAttempt {
  attemptId: string
  paymentId: string
  /** The shop's own order number. */
  orderReference?: string | undefined
  provider: string
  method: string
  /** Surcharge included. */
  amount: Money
  /** Tells whether a request with the same id is the same request. */
  fingerprint: string
  /** The shop's id of the customer; guests have none. */
  customerId?: string | undefined
  /** Whether the method may hold less than it was asked for. @default false */
  takesPart?: boolean | undefined
  /** Whether the company was asked to keep the method for the customer. @default false */
  stores?: boolean | undefined
  /** The stored method that it is paid with. */
  sourceId?: string | undefined
}

/** An attempt of the ledger. */
export interface Attempt extends Omit<NewAttempt, 'orderReference'> {
  /** When its company was asked last to make the payment. */
  askedAt: string
  /** Whether a request to make the payment may still reach the company: none of them was answered, or not by the company. */
  mayArrive: boolean
  /** The company's id of its payment, once it is known. */
  companyId?: string | undefined
  /** The newest answer; absent while none is known. */
  result?: PaymentValidationResult | undefined
}
