import type {
  OrchestratorFeature,
  PaymentCancelPayload,
  PaymentLoadPayload,
  PaymentMethodInstance,
  PaymentMethodsAnswer,
  PaymentReadBack,
  PaymentUpdatePayload,
  PaymentValidationPayload,
  PaymentValidationResult,
} from '@payloom/core/contract'

/** The orchestrator's calls. Each resolves with the parsed answer or rejects with one `OrchestratorError`. */
export interface OrchestratorClient {
  loadMethods(payload: PaymentLoadPayload): Promise<PaymentMethodsAnswer>
  loadMethod(
    ref: { provider: string; method: string },
    payload: PaymentLoadPayload,
  ): Promise<PaymentMethodInstance>
  /** Sent with the attempt's id as `Idempotency-Key`. */
  createPayment(payload: PaymentValidationPayload): Promise<PaymentValidationResult>
  updatePayment(paymentId: string, payload: PaymentUpdatePayload): Promise<PaymentValidationResult>
  cancelPayment(paymentId: string, payload: PaymentCancelPayload): Promise<PaymentValidationResult>
  /** The read-back. @returns `undefined` when the orchestrator knows no such payment. */
  readPayment(paymentId: string): Promise<PaymentReadBack | undefined>
  /** Whether it can do more than the documented calls. What is missing hides the feature; while nobody can be asked that is not known. */
  supports(feature: OrchestratorFeature): Promise<boolean>
}
