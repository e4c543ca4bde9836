import type { PaymentOutcome, PaymentState } from '@payloom/core/contract'

/** One answer to `validate` or `updatePayment`, for what no scenario says. */
export type FakeAnswer =
  /** An outcome, and what the payment's state shows otherwise than the facts say. */
  | { outcome: PaymentOutcome; state?: Partial<PaymentState> }
  | { problem: string; status: number; details?: Record<string, unknown> }
  /** The request is lost: nobody ever saw it. */
  | 'lost'
