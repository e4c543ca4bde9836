import type { ProblemCode, Retry } from '../contract/adviceOf.ts'
import type { Method } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import type { PaymentErrorData, PaymentFailureCode } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import type { OrderIssue } from '../contract/problem.ts'

/** Codes that arise in the browser and never travel. */
export type ClientErrorCode =
  | 'bad-response'
  | 'timeout'
  | 'offline'
  | 'aborted'
  | 'script-blocked'
  | 'script-timeout'
  | 'script-broken'

/** Every code that a {@link PaymentError} may carry; codes of later versions are kept as they come. */
export type PaymentErrorCode = ProblemCode | ClientErrorCode | PaymentFailureCode | (string & {})

/** Where an error arose: the network, the shop proxy's answer, a provider's code or script, or the shop's own page. */
export type PaymentErrorOrigin = 'network' | 'proxy' | 'provider' | 'page'

/** What a refusal of the shop proxy carries beside its code. */
export interface PaymentErrorDetails {
  /** With `already-paid`. */
  state?: PaymentState | undefined
  /** With `attempt-in-progress`. */
  result?: PaymentResult | undefined
  /** With `amount-changed`: the methods as they are now, and the new total. */
  methods?: Method[] | undefined
  /** With `amount-changed`: the new total. */
  total?: Money | undefined
  /** With `order-invalid`. */
  issues?: OrderIssue[] | undefined
  /** With `unsupported-contract`. */
  supported?: string[] | undefined
  /** HTTP status of the answer. */
  status?: number | undefined
}

/** Constructor options of {@link PaymentError}. */
export interface PaymentErrorInit {
  /** Names the caller and the cure; for developers, never shown to shoppers. */
  message: string
  code: PaymentErrorCode
  /** @default 'never' */
  retry?: Retry | undefined
  origin: PaymentErrorOrigin
  field?: string | undefined
  details?: PaymentErrorDetails | undefined
  cause?: unknown
}

/** The one error class of Payloom. A refused payment is no error but a `failed` result. */
export class PaymentError extends Error {
  override readonly name = 'PaymentError'
  /** What went wrong, for programs to branch on. */
  readonly code: PaymentErrorCode
  /** `same`: try the same again. `other-method`: choose another method. `never`: neither helps. */
  readonly retry: Retry
  /** Where it went wrong. */
  readonly origin: PaymentErrorOrigin
  /** The field to mend, e.g. `expiry`. */
  readonly field: string | undefined
  /** What the refusal carried; empty when nothing. */
  readonly details: PaymentErrorDetails

  constructor({ message, code, retry = 'never', origin, field, details = {}, cause }: PaymentErrorInit) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retry = retry
    this.origin = origin
    this.field = field
    this.details = details
  }

  /** The error as data, for state and screens. */
  toData(): PaymentErrorData {
    return { code: this.code, retry: this.retry, ...(this.field === undefined ? {} : { field: this.field }) }
  }
}

/** Whether a caught value is a {@link PaymentError}; holds across realms and duplicate copies of this package. */
export function isPaymentError(value: unknown): value is PaymentError {
  return value instanceof Error && value.name === 'PaymentError' && 'code' in value && 'origin' in value
}

/** Whether an error came from the network: nothing is known of what the server did. */
export function isNetworkError(value: unknown): value is PaymentError {
  return isPaymentError(value) && value.origin === 'network'
}

/** Whether an error is the shop proxy's own refusal. */
export function isProxyError(value: unknown): value is PaymentError {
  return isPaymentError(value) && value.origin === 'proxy'
}

/** Whether an error arose in a provider's code or script. */
export function isProviderError(value: unknown): value is PaymentError {
  return isPaymentError(value) && value.origin === 'provider'
}
