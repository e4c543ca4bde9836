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
  | 'blocked'
  | 'reviewing'
  | 'succeeded'
  | 'failed'
  | 'canceled'
  | 'expired'

/** What stands in the way of an order: another attempt of the same payment, perhaps of another tab. */
export interface BlockingAttempt {
  /** Names the attempt that `supersede` agrees to end. */
  attemptId: string
  /** Code of the provider. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** The method's name that the shopper reads; empty when the shop did not tell. */
  title: string
  /** Placed: an order that is paid later. */
  placed?: boolean | undefined
}

/** What the attempt came to. */
export type AttemptSuccess = 'paid' | 'authorized' | 'placed'

/** The attempt as a page sees it: a tagged union by `phase`. */
export type AttemptView = { attemptId?: string | undefined; paymentId?: string | undefined } & (
  | { phase: 'idle' }
  /**
   * Can be submitted as far as the method says. `due`: what is left after a part was paid. `error`: why the last try came back;
   * `issues`: with `order-invalid`, in the shop's own words. `supersede`: the attempt that the shopper agreed to end by the next order.
   */
  | {
      phase: 'ready'
      due?: Money | undefined
      error?: PaymentErrorData | undefined
      issues?: OrderIssue[] | undefined
      supersede?: string | undefined
    }
  /** `supersede`: as in `ready`; it is used up when the order is sent. */
  | { phase: 'collecting'; supersede?: string | undefined }
  | { phase: 'validating' }
  | { phase: 'acting'; result: PaymentResult }
  /**
   * Sent, and the outcome is not known yet. `result` is absent when the answer was lost. `follows`: another tab's attempt, which is on its
   * way and decides whether this order may be placed; it is never continued nor ended here.
   */
  | {
      phase: 'confirming'
      result?: PaymentResult | undefined
      display?: Display | undefined
      follows?: string | undefined
    }
  /** Another attempt of this payment stands in the way and waits for the shopper, perhaps in another tab. `display`: what it shows. */
  | { phase: 'blocked'; by: BlockingAttempt; display?: Display | undefined }
  /** The total changed: it has to be accepted before anything is charged. */
  | { phase: 'reviewing'; newTotal: Money }
  | { phase: 'succeeded'; success: AttemptSuccess; result?: PaymentResult | undefined }
  | { phase: 'failed'; error: PaymentErrorData }
  | { phase: 'canceled' }
  | { phase: 'expired' }
)
