// Money

export type { Address, Contact } from './address.ts'
export type { PaymentEventName, PaymentStatusMessage } from './busMessage.ts'
export {
  PaymentEvents,
  PaymentEvents,
  paymentStatusMessageSchema,
  paymentStatusMessageSchema,
} from './busMessage.ts'
export { isAttemptId, isAttemptId } from './code.ts'
export { currencyCodes, currencyCodes, currencyExponent, currencyExponent } from './currency.ts'
export type { Fact, Fact, KnownFactKind, KnownFactKind } from './fact.ts'
// Facts
// Facts
export { factKinds, factKinds, factSchema, factSchema } from './fact.ts'
export { formatMoney, formatMoney } from './formatMoney.ts'
export type { LoadedMethod, LoadedMethod, Purpose, Purpose } from './loadedMethod.ts'
export { loadedMethodSchema, loadedMethodSchema } from './loadedMethod.ts'
export type {
  ListedPayment,
  ListedPayment,
  Method,
  Method,
  MethodList,
  MethodList,
  PaymentPart,
  PaymentPart,
  Surcharge,
  Surcharge,
  UnavailableMethod,
  UnavailableMethod,
  UnavailableReason,
  UnavailableReason,
} from './methodList.ts'
// Answers
// Answers
export { methodListSchema, methodListSchema } from './methodList.ts'
export type { Money, Money } from './money.ts'
export {
  addMoney,
  addMoney,
  isSameMoney,
  isSameMoney,
  MoneyError,
  MoneyError,
  majorFromMoney,
  majorFromMoney,
  majorTextFromMoney,
  majorTextFromMoney,
  moneyFromMajor,
  moneyFromMajor,
  percentageOf,
  percentageOf,
} from './money.ts'
export type {
  Display,
  Display,
  NextStep,
  NextStep,
  ProviderAction,
  ProviderAction,
  Redirect,
  Redirect,
  RedirectField,
  RedirectField,
} from './nextStep.ts'
export type {
  Capabilities,
  Capabilities,
  OrchestratorFeature,
  OrchestratorFeature,
  PaymentCancelPayload,
  PaymentCancelPayload,
  PaymentItem,
  PaymentItem,
  PaymentLoadPayload,
  PaymentLoadPayload,
  PaymentMethodInstance,
  PaymentMethodInstance,
  PaymentMethodsAnswer,
  PaymentMethodsAnswer,
  PaymentReadBack,
  PaymentReadBack,
  PaymentReadBackAttempt,
  PaymentReadBackAttempt,
  PaymentUpdatePayload,
  PaymentUpdatePayload,
  PaymentValidationPayload,
  PaymentValidationPayload,
  PaymentValidationResult,
  PaymentValidationResult,
} from './orchestratorApi.ts'
// Shop proxy, orchestrator and bus
export {
  capabilitiesSchema,
  paymentCancelPayloadSchema,
  paymentLoadPayloadSchema,
  paymentMethodInstanceSchema,
  paymentMethodsAnswerSchema,
  paymentReadBackSchema,
  paymentUpdatePayloadSchema,
  paymentValidationPayloadSchema,
  paymentValidationResultSchema,
} from './orchestratorApi.ts'
export type {
  Capabilities,
  OrchestratorFeature,
  PaymentLoadPayload,
  PaymentMethodInstance,
  PaymentMethodsAnswer,
} from './orchestratorMethod.ts'
// Shop proxy, orchestrator and bus
export {
  capabilitiesSchema,
  paymentLoadPayloadSchema,
  paymentMethodInstanceSchema,
  paymentMethodsAnswerSchema,
} from './orchestratorMethod.ts'
export type {
  PaymentCancelPayload,
  PaymentItem,
  PaymentReadBack,
  PaymentReadBackAttempt,
  PaymentUpdatePayload,
  PaymentValidationPayload,
  PaymentValidationResult,
} from './orchestratorPayment.ts'
export {
  paymentCancelPayloadSchema,
  paymentReadBackSchema,
  paymentUpdatePayloadSchema,
  paymentValidationPayloadSchema,
  paymentValidationResultSchema,
} from './orchestratorPayment.ts'
export type { OrderUpdate } from './orderUpdate.ts'
export { orderUpdateSchema } from './orderUpdate.ts'
export type { PaymentErrorData, PaymentFailureCode } from './paymentErrorData.ts'
export type { PaymentOutcome, PaymentResult, PaymentResultBase } from './paymentResult.ts'
export { paymentOutcomeSchema, paymentResultSchema } from './paymentResult.ts'
export type {
  AttemptState,
  Fulfilment,
  PaymentAmounts,
  PaymentState,
  PaymentStatusValue,
  Revision,
} from './paymentState.ts'
export { isNewerRevision, paymentStateSchema } from './paymentState.ts'
export type { OrderIssue, Problem, ProblemCode, Retry } from './problem.ts'
export { isProblemCode, problemSchema, problems } from './problem.ts'
export type { LineItem, QuoteResult, ShippingOption } from './quoteResult.ts'
export { quoteResultSchema } from './quoteResult.ts'
export type {
  LoadMethodListRequest,
  LoadMethodRequest,
  LoadQuoteRequest,
  ResumeRequest,
  UpdatePaymentRequest,
  ValidateRequest,
} from './request.ts'
// Requests
export {
  loadMethodRequestSchema,
  loadQuoteRequestSchema,
  resumeRequestSchema,
  updatePaymentRequestSchema,
  validateRequestSchema,
} from './request.ts'
export type { ResumeResult } from './resumeResult.ts'
export { resumeResultSchema } from './resumeResult.ts'
export type { Route, RouteMatch, RouteName } from './route.ts'
// Routes and problems
export { contractVersion, headers, matchRoute, routePath, routes } from './route.ts'
export type { AttemptRecord, StatusInput, StatusSummary } from './statusFromFacts.ts'
export { statusFromFacts } from './statusFromFacts.ts'
export type { StoredMethod } from './storedMethod.ts'
export { storedMethodSchema } from './storedMethod.ts'
