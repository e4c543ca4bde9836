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
  /** What it is to pay of the payment's total: its amount without its surcharge. */
  due: Money
  /** The payment's whole total, as far as the shop tells it. @default what is due, and what earlier attempts brought */
  total?: Money | undefined
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

/** An attempt of the ledger. An older version did not keep its `total`. */
export interface Attempt extends Omit<NewAttempt, 'orderReference' | 'due'> {
  /** What of its amount is no part of the payment's total. */
  surcharge: Money
  /** The payment does not need its money: that goes back, or went already. */
  isReturned: boolean
  /** When its company was asked last to make the payment. */
  askedAt: string
  /** Whether a request to make the payment may still reach the company: none of them was answered, or not by the company. */
  mayArrive: boolean
  /** The company's id of its payment, once it is known. */
  companyId?: string | undefined
  /** The newest answer; absent while none is known. */
  result?: PaymentValidationResult | undefined
}
