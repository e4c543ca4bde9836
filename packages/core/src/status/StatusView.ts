import type { PaymentState } from '../contract/paymentState.ts'
import type { PaymentError } from '../errors/PaymentError.ts'

/** What is known of a payment's status. */
export type StatusView =
  | { status: 'loading' }
  | { status: 'ready'; state: PaymentState; connection: 'live' | 'polling' | 'connecting' | 'closed' }
  | { status: 'error'; error: PaymentError }
