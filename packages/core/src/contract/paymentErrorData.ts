import * as v from 'valibot'
import type { Retry } from './adviceOf.ts'

/** Why a payment was refused, in the common vocabulary of all companies (snake_case). Values not listed here are kept as they come. */
export type PaymentFailureCode =
  | 'declined'
  | 'insufficient_funds'
  | 'authentication_failed'
  | 'canceled'
  | 'invalid_data'
  | 'network'
  | 'provider_unavailable'
  | 'expired'
  | 'configuration'
  | 'unknown'

/** A refused payment, as data: never an exception. */
export interface PaymentErrorData {
  /** A {@link PaymentFailureCode} or a later one. */
  code: PaymentFailureCode | (string & {})
  /** `same`: try the same again. `other-method`: choose another method. `never`: neither helps. */
  retry: Retry
  /** The field to mend, e.g. `expiry`. */
  field?: string | undefined
  /** The company's own code, for logs; never shown to a shopper. */
  providerCode?: string | undefined
}

export const paymentErrorDataSchema: v.GenericSchema<unknown, PaymentErrorData> = v.object({
  code: v.string(),
  retry: v.fallback(v.picklist(['same', 'other-method', 'never']), 'same'),
  field: v.exactOptional(v.string()),
  providerCode: v.exactOptional(v.string()),
})
