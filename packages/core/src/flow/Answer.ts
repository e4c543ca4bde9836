import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'

/** What is known after a call about an attempt. */
export type Answer =
  /** `isLate`: it was read after the tab had slept, so nothing is done about it by itself. */
  | { kind: 'result'; result: PaymentResult; isLate?: boolean }
  /**
   * Sent, and nothing is known: only reading can tell. `error`: why, for the shopper, should it turn out that nothing arrived.
   * `isGivenUp`: it was to be ended, so a step that is still open is not done any more.
   * `isForeign`: another tab's, which stands in the way of this order: it is only read.
   */
  | {
      kind: 'lost'
      ref: AttemptRef
      error?: PaymentErrorData | undefined
      isGivenUp?: boolean
      isForeign?: boolean
    }
  /** The server never saw the attempt and never will. */
  | { kind: 'released' }
  /** Not decided within the time that a shopper waits. `result`: what was read last, when anything could be read. */
  | { kind: 'undecided'; result?: PaymentResult | undefined }
  /** Decided another way meanwhile (the status), or nobody is left to decide. */
  | { kind: 'over' }
