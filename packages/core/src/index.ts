// The checkout

// The attempt
export type { AttemptEffect } from './attempt/AttemptEffect.ts'
export type { AttemptEvent } from './attempt/AttemptEvent.ts'
export type { AttemptPhase, AttemptSuccess, AttemptView, BlockingAttempt } from './attempt/AttemptView.ts'
export type { AttemptTransitions } from './attempt/attemptTransitions.ts'
export { attemptTransitions } from './attempt/attemptTransitions.ts'
export type { AttemptStep } from './attempt/reduceAttempt.ts'
export { reduceAttempt } from './attempt/reduceAttempt.ts'
export type { Checkout, CheckoutOptions } from './Checkout.ts'
// The client
export type { CheckoutEvent } from './client/CheckoutEvent.ts'
export type { Clock } from './client/Clock.ts'
export { createPaymentClient } from './client/createPaymentClient.ts'
export type { AttemptRef, CallOptions, MethodRef, PaymentClient } from './client/PaymentClient.ts'
export type { PaymentClientOptions } from './client/PaymentClientOptions.ts'
export { createCheckout } from './createCheckout.ts'
// Errors
export type {
  ClientErrorCode,
  PaymentErrorCode,
  PaymentErrorDetails,
  PaymentErrorOrigin,
} from './errors/PaymentError.ts'
export {
  isNetworkError,
  isPaymentError,
  isProviderError,
  isProxyError,
  PaymentError,
} from './errors/PaymentError.ts'
// Placing the order
export type { OrderCheck } from './flow/OrderCheck.ts'
export type { PlaceOrderOptions } from './flow/PlaceOrderOptions.ts'
export type { PlaceOrderOutcome } from './flow/PlaceOrderOutcome.ts'
export type { RemovePartOutcome } from './flow/RemovePartOutcome.ts'
export type { ResumeOutcome } from './flow/ResumeOutcome.ts'

// The provider contract
export type { Appearance } from './provider/Appearance.ts'
export type { ChallengeHost, ChallengeRoom } from './provider/ChallengeHost.ts'
export type { ChallengeView } from './provider/ChallengeView.ts'
export { defineProvider } from './provider/defineProvider.ts'
export { isSecureUrl } from './provider/isSecureUrl.ts'
export type { Consent, OrderTerms } from './provider/OrderTerms.ts'
export type { PanelState } from './provider/PanelState.ts'
export type {
  Availability,
  CspSources,
  MethodToCreate,
  Presentation,
  Provider,
  ProviderCapabilities,
  ProviderMatch,
  ProviderModule,
  ProviderUse,
  ReturnData,
} from './provider/Provider.ts'
export type { FlowTicket, ProviderContext, ScriptLoader, ShippingChange } from './provider/ProviderContext.ts'
export type {
  ActionOutcome,
  CollectedData,
  ProviderSession,
  SessionField,
  SessionPatch,
  SessionState,
} from './provider/ProviderSession.ts'
// What the page shows of the chosen method
export type { Selection } from './provider/Selection.ts'
export type { SubmitReason, SubmitState } from './provider/SubmitState.ts'
export type { StandardResult, StandardSchema } from './provider/standardSchema.ts'
// The status
export type { StatusStore, StatusStoreOptions } from './status/createStatusStore.ts'
export { createStatusStore } from './status/createStatusStore.ts'
export type { StatusWatch, StatusWatchOptions } from './status/createStatusWatch.ts'
export { createStatusWatch } from './status/createStatusWatch.ts'
export type { StatusStream } from './status/openStatusStream.ts'
export { openStatusStream } from './status/openStatusStream.ts'
export type { StatusConnection } from './status/StatusEntry.ts'
export type { StatusStreamOptions, StreamConnection } from './status/StatusStreamOptions.ts'
export type { StatusView } from './status/StatusView.ts'
