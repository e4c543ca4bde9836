import type { Fact, OrderUpdate, PaymentValidationResult } from '@payloom/core/contract'
import type { CompanyAnswer, CompanyEvent, OpenOutcome } from '../connectors/Connector.ts'
import type { CompanyFact } from '../facts/CompanyFact.ts'
import type { OrderUpdateRow, UpdateStep } from '../updates/OrderUpdateRow.ts'
import type { Attempt, NewAttempt } from './Attempt.ts'
import type { Chore, ChoreKind } from './Chore.ts'
import type { KeptMethod } from './KeptMethod.ts'

/** What became of a webhook. `waiting`: its attempt is not known yet; `quarantined`: it cannot be of its attempt. */
export type EventState = 'recorded' | 'duplicate' | 'waiting' | 'quarantined'

/** What stands after a claim. */
export interface ClaimedAttempt {
  attempt: Attempt
  /** Whether it is this claim's. Else another process may be asking its company now. */
  isNew: boolean
}

/** What became of an order update that came. `mismatch`: another one came under its id before, and stands. */
export type UpdateAcceptance = 'accepted' | 'known' | 'mismatch'

/** Whether an order update can be done now. `refused` is what the ledger knows: a company may know more. */
export type UpdatePlan = { kind: 'planned' } | { kind: 'later' } | { kind: 'refused'; reason: string }

/**
 * The ledger. Whatever records a new fact also puts its message for the shop into the outbox, in the same transaction, so
 * that no crash can part them.
 */
export interface Store {
  /**
   * Keeps the attempt, if it is new, before its company hears of it, and applies the webhooks that came earlier. Answers the attempt
   * that stands, or `undefined` for an id that was burnt.
   */
  claimAttempt(attempt: NewAttempt): Promise<ClaimedAttempt | undefined>
  /** The company is about to be asked once more to make the payment. @returns when, RFC 3339. */
  markAsked(attemptId: string): Promise<string>
  /** The company refused to be asked at that time, so that request will not arrive later. Without effect when it was asked again since. */
  markRefused(attemptId: string, askedAt: string): Promise<void>
  /** Refuses the id from now on, unless its attempt is kept already. Answers the attempt then. */
  burnAttempt(attemptId: string): Promise<Attempt | undefined>
  findAttempt(attemptId: string): Promise<Attempt | undefined>
  /** The first answer to an attempt, which a repeated request gets. */
  findFirstResult(attemptId: string): Promise<PaymentValidationResult | undefined>
  /** The newest redirect that the attempt was answered, if any. */
  findRedirect(attemptId: string): Promise<OpenOutcome | undefined>
  /** All attempts of a payment, oldest first; `undefined` for a payment that was never heard of. */
  findPayment(paymentId: string): Promise<Attempt[] | undefined>
  /**
   * Keeps the company's answer as the result after `step` (0: there is none yet), unless somebody else was faster or
   * nothing changed, its facts, and the method that the company stored. Answers the attempt that stands.
   */
  saveAnswer(attemptId: string, step: number, answer: CompanyAnswer): Promise<Attempt>
  /** Facts of an attempt, oldest first, without quarantined ones. */
  findFacts(attemptId: string): Promise<Fact[]>
  /** Keeps a webhook. Once this has resolved it may be acknowledged. */
  recordEvent(provider: string, event: CompanyEvent): Promise<EventState>
  /** Whether the attempt holds a part: authorized, neither taken nor given back. */
  isHeld(attemptId: string): Promise<boolean>
  /** Stored methods of a customer, oldest first. */
  findStoredMethods(customerId: string): Promise<KeptMethod[]>
  /** A stored method, even one that its customer has deleted and the company not yet forgotten. */
  findStoredMethod(id: string): Promise<KeptMethod | undefined>
  /** Takes it from the customer at once, and leaves the company's part as a chore. Answers whether the customer had it. */
  deleteStoredMethod(customerId: string, id: string): Promise<boolean>
  /** Whether an attempt that is under way pays with it. */
  isStoredMethodInUse(id: string): Promise<boolean>
  /** Removes what the company has forgotten too. */
  removeStoredMethod(id: string): Promise<void>
  /** Chores that are due, the most overdue first. */
  findDueChores(): Promise<Chore[]>
  /** When (ms since the epoch) the next chore is due that is not yet. */
  nextChoreAt(): Promise<number | undefined>
  /**
   * Keeps the money of an attempt after all, and drops its return, when the other attempts do not cover the payment's total any more. Answers
   * whether it did.
   */
  keepIfNeeded(attemptId: string): Promise<boolean>
  /**
   * Takes a chore that is due until `leasedUntil` (ms since the epoch), so that no other process does it meanwhile: one that dies leaves it to
   * the others after that. Answers whether it was still due.
   */
  takeChore(chore: Chore, leasedUntil: number): Promise<boolean>
  /** Keeps a chore that was taken for longer. */
  holdChore(chore: Chore, leasedUntil: number): Promise<void>
  /** Keeps an order update and the chore that does it. Once this has resolved it may be acknowledged. */
  acceptUpdate(update: OrderUpdate): Promise<UpdateAcceptance>
  findUpdate(updateId: string): Promise<OrderUpdateRow | undefined>
  /** Decides what an update asks of which company, unless that is decided. */
  planUpdate(update: OrderUpdateRow): Promise<UpdatePlan>
  /** What an update asks of companies, in this order. */
  findUpdateSteps(updateId: string): Promise<UpdateStep[]>
  /** Its company is about to be asked. */
  markStepAsked(reference: string): Promise<void>
  /** Keeps what came of a step; with the last one its update is done. */
  settleUpdateStep(step: UpdateStep, facts: readonly CompanyFact[], companyId?: string): Promise<void>
  /** Ends an update that will not be done, or not wholly, and tells the shop why. */
  rejectUpdate(update: OrderUpdateRow, reason: string): Promise<void>
  hasChore(kind: ChoreKind, subject: string): Promise<boolean>
  /** Counts a failed try, and leaves the chore to whoever looks from `dueAt` (ms since the epoch) on. */
  postponeChore(chore: Chore, dueAt: number): Promise<void>
  finishChore(chore: Chore): Promise<void>
  /** Erases what is personal of attempts that nothing was heard of since `before` (RFC 3339). @returns how many rows; there may be more. */
  erase(before: string): Promise<number>
  /** Resolves when the ledger can be read. */
  check(): Promise<void>
  close(): Promise<void>
}
