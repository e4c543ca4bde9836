import type { BlockingAttempt } from '../attempt/AttemptView.ts'
import type { Money } from '../contract/money.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'

/** What became of one press of "Place order". A refused payment is a value. */
export type PlaceOrderOutcome =
  /** An answer came; a challenge, if any, is done. */
  | { kind: 'result'; result: PaymentResult }
  /** Nothing was ordered: the method or `beforeSubmit` said no, the page is offline, the shop refused (`error` says why) or never got the order. */
  | { kind: 'not-sent'; error?: PaymentErrorData | undefined }
  /** Sent, and the answer was lost, or another tab’s attempt (`attemptId`) decides first: `attempt` and the status will tell. */
  | { kind: 'unknown'; paymentId: string; attemptId: string }
  /** Another attempt of the payment waits for the shopper: `supersede` agrees to end it, and the next press orders. */
  | { kind: 'blocked'; by: BlockingAttempt }
  /** The total changed and has to be accepted first. */
  | { kind: 'amount-changed'; newTotal: Money }
