import type { PaymentErrorData } from '../contract/paymentErrorData.ts'

/** What became of taking a paid part off again. */
export type RemovePartOutcome =
  /** It is canceled at the company; the list has to be loaded anew. */
  | { kind: 'removed' }
  /** It still counts. `error`: why nothing is known, when the call failed. */
  | { kind: 'kept'; error?: PaymentErrorData }
