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
  provider: string
  method: string
}

/** An attempt of a payment. */
export interface AttemptRef {
  paymentId: string
  attemptId: string
}

/**
 * The shop proxy's calls. Each resolves with the parsed value or rejects with one `PaymentError`;
 * a refused payment is a value (`failed`), never a rejection.
 */
export interface PaymentClient {
  loadMethodList(request?: LoadMethodListRequest, options?: CallOptions): Promise<MethodList>
  loadMethod(request: MethodRef & LoadMethodRequest, options?: CallOptions): Promise<LoadedMethod>
  loadQuote(request: { paymentId: string } & LoadQuoteRequest, options?: CallOptions): Promise<QuoteResult>
  loadBalance(request: MethodRef & LoadBalanceRequest, options?: CallOptions): Promise<Money>
  loadMerchantSession(request: MethodRef & { validationURL: string }, options?: CallOptions): Promise<unknown>
  /** Never sent twice by the client itself; the same `attemptId` with the same body gets the first answer. */
  validate(request: AttemptRef & ValidateRequest, options?: CallOptions): Promise<PaymentResult>
  readAttempt(request: AttemptRef, options?: CallOptions): Promise<PaymentResult>
  updatePayment(
    request: AttemptRef & { step: number; data: Record<string, unknown> },
    options?: CallOptions,
  ): Promise<PaymentResult>
  cancelPayment(request: AttemptRef, options?: CallOptions): Promise<PaymentResult>
  resume(request: { token: string }, options?: CallOptions): Promise<ResumeResult>
  readStatus(request: { paymentId: string }, options?: CallOptions): Promise<PaymentState>
  createSetup(options?: CallOptions): Promise<CreatedSetup>
  loadStoredMethods(options?: CallOptions): Promise<StoredMethod[]>
  deleteStoredMethod(request: { id: string }, options?: CallOptions): Promise<void>
}
