import type { FailureCode } from '../payments/payment.ts'

/** What the shopper answers in a challenge. */
export type Decision = 'approve' | 'refuse'

/** What comes next for a payment: a question to the shopper, the money, or an end without it. */
export type NextStep =
  | { kind: 'challenge'; step: number; steps: number }
  | { kind: 'captured' }
  | { kind: 'failed'; error: FailureCode }

/** A way to pay, as a script: pure functions from what is known to what comes next. */
export interface Method {
  /** Its name in the API. */
  code: string
  /** What happens when a payment of this scenario is made. */
  start(scenario: string): NextStep
  /** What happens when the shopper has decided in challenge number `step`, counted from 1. */
  answer(scenario: string, step: number, decision: Decision): NextStep
}
