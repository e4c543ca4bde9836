import type {
  BalanceAnswer,
  BalancePayload,
  OrchestratorFeature,
  PaymentCancelPayload,
  PaymentLoadPayload,
  PaymentMethodInstance,
  PaymentMethodsAnswer,
  PaymentReadBack,
  PaymentUpdatePayload,
  PaymentValidationPayload,
  PaymentValidationResult,
  StoredMethod,
} from '@payloom/core/contract'

/** The orchestrator's calls. Each resolves with the parsed answer or rejects with one `OrchestratorError`. */
export interface OrchestratorClient {
  /** The methods for a payment, in major units. */
  loadMethods(payload: PaymentLoadPayload): Promise<PaymentMethodsAnswer>
  /** One method, with what its component needs to be drawn. */
  loadMethod(
    ref: { provider: string; method: string },
    payload: PaymentLoadPayload,
  ): Promise<PaymentMethodInstance>
  /** What is left on a gift card. A wrong card is refused with the code `invalid_data` and its field. */
  loadBalance(ref: { provider: string; method: string }, payload: BalancePayload): Promise<BalanceAnswer>
  /** A method as the account shows it, to be stored for the customer. */
  loadSetup(
    customerId: string,
    ref: { provider: string; method: string },
    payload: PaymentLoadPayload,
  ): Promise<PaymentMethodInstance>
  /** What the customer has stored; empty when nothing. */
  loadStoredMethods(customerId: string): Promise<StoredMethod[]>
  /** @returns whether the customer had it. */
  deleteStoredMethod(customerId: string, id: string): Promise<boolean>
  /** Sent with the attempt's id as `Idempotency-Key`. */
  createPayment(payload: PaymentValidationPayload): Promise<PaymentValidationResult>
  /** Brings what an action or a return brought back. */
  updatePayment(paymentId: string, payload: PaymentUpdatePayload): Promise<PaymentValidationResult>
  /** Cancels one attempt; the answer tells how it stands then. */
  cancelPayment(paymentId: string, payload: PaymentCancelPayload): Promise<PaymentValidationResult>
  /** The read-back. @returns `undefined` when the orchestrator knows no such payment. */
  readPayment(paymentId: string): Promise<PaymentReadBack | undefined>
  /** Whether it can do more than the documented calls. What is missing hides the feature; while nobody can be asked that is not known. */
  supports(feature: OrchestratorFeature): Promise<boolean>
}
