import type { CreatedSetup } from '../contract/createdSetup.ts'
import type { LoadedMethod } from '../contract/loadedMethod.ts'
import type { MethodList } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import type { QuoteResult } from '../contract/quoteResult.ts'
import type {
  LoadBalanceRequest,
  LoadMethodListRequest,
  LoadMethodRequest,
  LoadQuoteRequest,
  ValidateRequest,
} from '../contract/request.ts'
import type { ResumeResult } from '../contract/resumeResult.ts'
import type { StoredMethod } from '../contract/storedMethod.ts'

/** Options of every call. */
export interface CallOptions {
  /** Gives the call up: the promise rejects with `aborted`. What was sent stays sent. */
  signal?: AbortSignal | undefined
}

/** A method named by its two codes. */
export interface MethodRef {
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
}

/** An attempt of a payment. */
export interface AttemptRef {
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
}

/**
 * The shop proxy's calls. Each resolves with the parsed value or rejects with one `PaymentError`;
 * a refused payment is a value (`failed`), never a rejection.
 */
export interface PaymentClient {
  /** The ways to pay; empty for an empty cart. */
  loadMethodList(request?: LoadMethodListRequest, options?: CallOptions): Promise<MethodList>
  /** What a provider needs to draw one method. Twice makes no second object at the company. */
  loadMethod(request: MethodRef & LoadMethodRequest, options?: CallOptions): Promise<LoadedMethod>
  /** What the order would come to with another address, way of shipping or coupon; the shop keeps the change. */
  loadQuote(request: { paymentId: string } & LoadQuoteRequest, options?: CallOptions): Promise<QuoteResult>
  /** What is left on a gift card. Rejects with `order-invalid` and the field to mend when there is no such card. */
  loadBalance(request: MethodRef & LoadBalanceRequest, options?: CallOptions): Promise<Money>
  /** Apple Pay: the company's answer to its validation URL. */
  loadMerchantSession(request: MethodRef & { validationURL: string }, options?: CallOptions): Promise<unknown>
  /** Never sent twice by the client itself; the same `attemptId` with the same body gets the first answer. */
  validate(request: AttemptRef & ValidateRequest, options?: CallOptions): Promise<PaymentResult>
  /** What became of an attempt. Rejects with `unknown-attempt` when the shop never got it. */
  readAttempt(request: AttemptRef, options?: CallOptions): Promise<PaymentResult>
  /** Answers the open step. The same `step` with the same data gets the first answer, so it may be sent again. */
  updatePayment(
    request: AttemptRef & { step: number; data: Record<string, unknown> },
    options?: CallOptions,
  ): Promise<PaymentResult>
  /** Gives an attempt up, at the company too; twice is once. The answer tells what it really came to. */
  cancelPayment(request: AttemptRef, options?: CallOptions): Promise<PaymentResult>
  /** The true state of what a return token stands for. Rejects with `not-found` when nothing is known of it. */
  resume(request: { token: string }, options?: CallOptions): Promise<ResumeResult>
  /** The status of a payment now. */
  readStatus(request: { paymentId: string }, options?: CallOptions): Promise<PaymentState>
  /** Makes the payment of a set-up. Rejects with `not-found` for guests. */
  createSetup(options?: CallOptions): Promise<CreatedSetup>
  /** All that the customer stored; none for guests. */
  loadStoredMethods(options?: CallOptions): Promise<StoredMethod[]>
  /** Deletes a stored method for good. Rejects with `not-found` when there is no such one. */
  deleteStoredMethod(request: { id: string }, options?: CallOptions): Promise<void>
}
