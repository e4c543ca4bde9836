import type { Fact, Money, PaymentOutcome, PaymentStatusValue } from '@payloom/core/contract'
import type { StoredOrderUpdate } from './StoredOrderUpdate.ts'

/** Names a payment; ids of two tenants never meet. */
export interface PaymentKey {
  /** Whose payment it is; ids of two tenants may agree. */
  tenant: string
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
}

/** The answer to one step of an attempt, kept so that a repeat gets the same. */
export interface StoredAnswer {
  /** The step that was answered: 0 for `validate`, then the steps of `updatePayment`. */
  answeredStep: number
  /** Of the request's body. */
  requestHash: string
  /** The step that the answer opens. */
  step: number
  /** As the orchestrator answered it. */
  outcome: PaymentOutcome
}

/** That the shopper came back from a company, and with what. */
export interface StoredReturn {
  /** RFC 3339, of the newest return. */
  at: string
  /** The step that the attempt stood at: a redirect that was answered later is a new one. */
  step: number
  /** The company's fields, raw. They choose nothing and are given out by `resume` alone. */
  params: Readonly<Record<string, string>>
}

/** One attempt, as the store keeps it. What the provider collected is not in it. */
export interface StoredAttempt {
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** The name that the shopper reads. */
  title: string
  /** What the attempt is for, surcharge included. */
  amount: Money
  /** What paying by it costs on top; absent when nothing. */
  surcharge?: Money | undefined
  /** Paid outside the checkout: its order is placed, not pending. */
  isOffline: boolean
  /** Version of the order that it was claimed for. */
  version: string
  /** Of the body of `validate`, by a slow hash: the id is bound to it. */
  requestHash: string
  /** A call to the orchestrator is under way; whoever made it holds the attempt until then (milliseconds since the epoch). */
  running?: { answeredStep: number; leaseUntil: number } | undefined
  /** Since when the outcome of `validate` is unknown (milliseconds since the epoch). */
  unknownSince?: number | undefined
  /** The company's id of the payment. */
  companyId?: string | undefined
  /** The order stands and is paid later. */
  placed?: boolean | undefined
  /** Counts from 1; 0 while nothing was answered. */
  step: number
  /** The newest answer. */
  outcome?: PaymentOutcome | undefined
  /** What the orchestrator answered to its steps. */
  answers: readonly StoredAnswer[]
  /** RFC 3339. */
  createdAt: string
  /** Country of the billing address that it was claimed for. */
  country?: string | undefined
  /** Hash of its return token. */
  returnHash?: string | undefined
  /** What is known of the shopper's return, once there was one. */
  returned?: StoredReturn | undefined
  /** When the payment was first settled with this attempt in it (RFC 3339); never taken back. */
  settledAt?: string | undefined
  /** When the shop was first told that the payment does not need this attempt's money (RFC 3339). */
  duplicateAt?: string | undefined
}

/** When a payment is looked at by itself, because something about it is not known, or not told, yet. */
export interface DueLook {
  /** Milliseconds since the epoch. */
  at: number
  /** Looks that found nothing out. */
  tries: number
}

/** A payment with everything that its state is computed from. Never changed in place. */
export interface PaymentRecord extends PaymentKey {
  /** `setup` stores a method and takes nothing. */
  kind: 'purchase' | 'setup'
  /** Whose methods a set-up stores; purchases are the shop's to authorize. */
  customerId?: string | undefined
  /** Version of the order: it changes whenever the total or the items do. */
  version: string
  /** Without surcharges. */
  total: Money
  /** The shop's order, once there is one. */
  orderId?: string | undefined
  /** The version that the order was placed for. */
  orderVersion?: string | undefined
  /** Oldest first. */
  attempts: readonly StoredAttempt[]
  /** Grows only. */
  facts: readonly Fact[]
  /** What the shop told the company later, oldest first. Grows only. */
  updates: readonly StoredOrderUpdate[]
  /** Ids that were canceled before their attempt arrived; they are never used. */
  burnt: readonly string[]
  /** Each status that the payment has had, with its time (RFC 3339). */
  history: readonly { status: PaymentStatusValue; at: string }[]
  /** Grows with every visible change. */
  seq: number
  /** The store's epoch when the record was read. */
  epoch: number
  /** RFC 3339, of the newest visible change. */
  updatedAt: string
  /** Since when only a part of the total is paid and nothing has moved (milliseconds since the epoch). */
  heldSince?: number | undefined
  /** Since when it has ended without any money while the shop was not told to give the cart back (milliseconds since the epoch). */
  unpaidSince?: number | undefined
  /** Absent while nothing is open that only a look can answer. */
  due?: DueLook | undefined
}

/** The attempt of a record, by its id. */
export function attemptOf(record: PaymentRecord | undefined, attemptId: string): StoredAttempt | undefined {
  return record?.attempts.find((attempt) => attempt.attemptId === attemptId)
}

/** A copy of the record with one attempt changed. */
export function withAttempt(
  record: PaymentRecord,
  attemptId: string,
  change: (attempt: StoredAttempt) => StoredAttempt,
): PaymentRecord {
  return {
    ...record,
    attempts: record.attempts.map((attempt) => (attempt.attemptId === attemptId ? change(attempt) : attempt)),
  }
}

/** A copy of the record with one order update changed. */
export function withUpdate(
  record: PaymentRecord,
  updateId: string,
  change: (update: StoredOrderUpdate) => StoredOrderUpdate,
): PaymentRecord {
  return {
    ...record,
    updates: record.updates.map((update) => (update.updateId === updateId ? change(update) : update)),
  }
}
