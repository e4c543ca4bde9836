import type { ActionType, FailureCode } from '../payments/payment.ts'

/** What the shopper answers in a challenge. */
export type Decision = 'approve' | 'refuse'

/** What comes next for a payment. */
export type NextStep =
  /** Something to be done in the shop's page. */
  | { kind: 'action'; type: ActionType; step: number; steps: number }
  /** The shopper goes to a page of the company. */
  | { kind: 'redirect' }
  /** The shopper pays elsewhere, later. */
  | { kind: 'pending' }
  /** What a gift card has is held, up to the amount. */
  | { kind: 'held' }
  | { kind: 'captured' }
  | { kind: 'failed'; error: FailureCode }

/** What is known when a payment is made. */
export interface StartFacts {
  /** What the number or the choice stands for; empty without one. */
  scenario: string
  /** Whether the shopper approved the card before the order. */
  isVerified: boolean
}

/** An action that was done. */
export interface DoneAction {
  type: ActionType
  /** Counted from 1, per type. */
  step: number
  /** What the new token stands for, where a new one was given. */
  scenario: string
}

/** A way to pay, as a script: pure functions from what is known to what comes next. */
export interface Method {
  /** Its name in the API. */
  code: string
  /** What it pays with: a card's token or a stored card, a card's token only, the token of the button's window, … */
  takes: 'card' | 'card-token' | 'sheet-token' | 'gift-card' | 'return-url' | 'nothing'
  /** How long a pending payment lasts: `short` is the company's setting, `week` seven days. Absent: it never pends by itself. */
  lasts?: 'short' | 'week'
  /** What happens when a payment is made. */
  start(facts: StartFacts): NextStep
  /** What happens once an action was done. */
  answer?(action: DoneAction, decision: Decision): NextStep
}
