import type { Fact, PaymentValidationResult } from '@payloom/core/contract'
import type { CompanyAnswer, CompanyEvent } from '../connectors/Connector.ts'
import type { Attempt, NewAttempt } from './Attempt.ts'

/** What became of a webhook. `waiting`: its attempt is not known yet; `quarantined`: it cannot be of its attempt. */
export type EventState = 'recorded' | 'duplicate' | 'waiting' | 'quarantined'

/**
 * The ledger. Whatever records a new fact also puts its message for the shop into the outbox, in the same transaction, so
 * that no crash can part them.
 */
export interface Store {
  /**
   * Keeps the attempt, if it is new, before its company hears of it, and applies the webhooks that came earlier. Answers the attempt
   * that stands, or `undefined` for an id that was burnt.
   */
  claimAttempt(attempt: NewAttempt): Promise<Attempt | undefined>
  /** The company is about to be asked once more to make the payment. */
  markAsked(attemptId: string): Promise<void>
  /** The company refused to be asked, so that request will not arrive later. */
  markRefused(attemptId: string): Promise<void>
  /** Refuses the id from now on, unless its attempt is kept already. Answers the attempt then. */
  burnAttempt(attemptId: string): Promise<Attempt | undefined>
  findAttempt(attemptId: string): Promise<Attempt | undefined>
  /** The first answer to an attempt, which a repeated request gets. */
  findFirstResult(attemptId: string): Promise<PaymentValidationResult | undefined>
  /** All attempts of a payment, oldest first; `undefined` for a payment that was never heard of. */
  findPayment(paymentId: string): Promise<Attempt[] | undefined>
  /**
   * Keeps the company's answer as the result after `step` (0: there is none yet), unless somebody else was faster or
   * nothing changed, and its facts. Answers the attempt that stands.
   */
  saveAnswer(attemptId: string, step: number, answer: CompanyAnswer): Promise<Attempt>
  /** Facts of an attempt, oldest first, without quarantined ones. */
  findFacts(attemptId: string): Promise<Fact[]>
  /** Keeps a webhook. Once this has resolved it may be acknowledged. */
  recordEvent(provider: string, event: CompanyEvent): Promise<EventState>
  close(): Promise<void>
}
