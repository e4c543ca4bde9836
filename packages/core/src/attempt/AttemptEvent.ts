import type { Money } from '../contract/money.ts'
import type { Display } from '../contract/nextStep.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { OrderIssue } from '../contract/problem.ts'
import type { AttemptSuccess, BlockingAttempt } from './AttemptView.ts'

/** What can happen to an attempt. */
export type AttemptEvent =
  /** A method was chosen. */
  | { type: 'choose' }
  /** No method is chosen any more. */
  | { type: 'clear' }
  /** The shopper pressed "Place order": an attempt begins. */
  | { type: 'place'; paymentId: string; attemptId: string }
  /** Nothing was sent. */
  | { type: 'stop'; error?: PaymentErrorData | undefined }
  /** `validate` is on its way: from here on nobody may send it again. */
  | { type: 'send' }
  /** The shop refused before it bound the attempt. */
  | { type: 'refuse'; error: PaymentErrorData; issues?: OrderIssue[] | undefined }
  /** Another attempt of the payment is on its way; this one was not bound. */
  | { type: 'follow'; attemptId: string }
  /** Another attempt of the payment waits for the shopper; this one was not bound. */
  | { type: 'block'; by: BlockingAttempt; display?: Display | undefined }
  /** The shopper agrees that the other attempt is ended by the next order. */
  | { type: 'supersede' }
  /** What stood in the way has ended, or the wish to end it has lapsed. */
  | { type: 'free' }
  /** The total is another one now. */
  | { type: 'review'; newTotal: Money }
  /** The shopper accepted the new total. */
  | { type: 'accept' }
  /** The company asks for a step in the page. */
  | { type: 'act'; result: PaymentResult }
  /** The outcome is not known yet; without a result the answer was lost. */
  | { type: 'wait'; result?: PaymentResult | undefined }
  /** The server has never seen the attempt and never will. */
  | { type: 'release'; error?: PaymentErrorData | undefined }
  /** A part is paid. */
  | { type: 'part'; due: Money }
  | { type: 'succeed'; success: AttemptSuccess; result?: PaymentResult | undefined }
  | { type: 'fail'; error: PaymentErrorData }
  | { type: 'cancel' }
  | { type: 'expire' }
  /** The shopper tries again after a negative outcome. */
  | { type: 'retry' }
  /** An attempt of an earlier life of this page is looked up. */
  | { type: 'recover'; paymentId: string; attemptId: string }
  /** The page turned to another payment. */
  | { type: 'renew' }
