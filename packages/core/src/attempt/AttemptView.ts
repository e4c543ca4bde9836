import type { Money } from '../contract/money.ts'
import type { Display } from '../contract/nextStep.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { OrderIssue } from '../contract/problem.ts'

/** The phases of an attempt; `attemptTransitions` says what leads where. */
export type AttemptPhase =
  | 'idle'
  | 'ready'
  | 'collecting'
  | 'validating'
  | 'acting'
  | 'confirming'
  | 'reviewing'
  | 'succeeded'
  | 'failed'
  | 'canceled'
  | 'expired'

/** What the attempt came to. */
export type AttemptSuccess = 'paid' | 'authorized' | 'placed'

/** The attempt as a page sees it: a tagged union by `phase`. */
export type AttemptView = { attemptId?: string | undefined; paymentId?: string | undefined } & (
  | { phase: 'idle' }
  /**
   * Can be submitted as far as the method says. `due`: what is left after a part was paid. `error`: why the last try came back;
   * `issues`: with `order-invalid`, in the shop's own words.
   */
  | {
      phase: 'ready'
      due?: Money | undefined
      error?: PaymentErrorData | undefined
      issues?: OrderIssue[] | undefined
    }
  | { phase: 'collecting' }
  | { phase: 'validating' }
  | { phase: 'acting'; result: PaymentResult }
  /** Sent, and the outcome is not known yet. `result` is absent when the answer was lost. */
  | { phase: 'confirming'; result?: PaymentResult | undefined; display?: Display | undefined }
  /** The total changed: it has to be accepted before anything is charged. */
  | { phase: 'reviewing'; newTotal: Money }
  | { phase: 'succeeded'; success: AttemptSuccess; result?: PaymentResult | undefined }
  | { phase: 'failed'; error: PaymentErrorData }
  | { phase: 'canceled' }
  | { phase: 'expired' }
)
