// Money

// Requests
export type { Address, Contact } from './address.ts'
export type { ProblemCode, Retry } from './adviceOf.ts'
// Shop proxy, orchestrator and bus
export type { PaymentEventName, PaymentStatusMessage } from './busMessage.ts'
export { PaymentEvents, paymentStatusMessageSchema } from './busMessage.ts'
export type { CreatedSetup } from './createdSetup.ts'
export { createdSetupSchema } from './createdSetup.ts'
export { currencyCodes, currencyExponent } from './currency.ts'
export type { DuplicateInput } from './duplicateAttempts.ts'
export { duplicateAttempts } from './duplicateAttempts.ts'
// Facts
export type { Fact, KnownFactKind } from './fact.ts'
export { factKinds, factSchema, fulfilmentKinds, rejectedUpdateKind } from './fact.ts'
export { formatMoney } from './formatMoney.ts'
// Routes and problems
export { isAttemptId } from './isAttemptId.ts'
export { isEndedWithoutMoney } from './isEndedWithoutMoney.ts'
// Answers
export type { LoadedMethod, Purpose } from './loadedMethod.ts'
export { loadedMethodSchema } from './loadedMethod.ts'
export { MoneyError, majorFromMoney, majorTextFromMoney, moneyFromMajor } from './majorUnits.ts'
export type {
  ListedPayment,
  Method,
  MethodList,
  PaymentPart,
  Surcharge,
  UnavailableMethod,
  UnavailableReason,
} from './methodList.ts'
export { methodListSchema } from './methodList.ts'
export type { Money } from './money.ts'
export { addMoney, isSameMoney, percentageOf } from './moneyArithmetic.ts'
export type { Display, NextStep, ProviderAction, Redirect, RedirectField } from './nextStep.ts'
export type {
  BalanceAnswer,
  BalancePayload,
  Capabilities,
  OrchestratorFeature,
  PaymentLoadPayload,
  PaymentMethodInstance,
  PaymentMethodsAnswer,
} from './orchestratorMethod.ts'
export {
  balanceAnswerSchema,
  balancePayloadSchema,
  capabilitiesSchema,
  paymentLoadPayloadSchema,
  paymentMethodInstanceSchema,
  paymentMethodsAnswerSchema,
  storedMethodsAnswerSchema,
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
} from './paymentState.ts'
export { paymentStateSchema } from './paymentState.ts'
export type { OrderIssue, Problem } from './problem.ts'
export { problemSchema } from './problem.ts'
export { isProblemCode, problems } from './problems.ts'
export type { LineItem, QuoteResult, ShippingOption } from './quoteResult.ts'
export { quoteResultSchema } from './quoteResult.ts'
export type {
  LoadBalanceRequest,
  LoadMethodListRequest,
  LoadMethodRequest,
  LoadQuoteRequest,
  ResumeRequest,
  UpdatePaymentRequest,
  ValidateRequest,
} from './request.ts'
export {
  loadBalanceRequestSchema,
  loadMethodRequestSchema,
  loadQuoteRequestSchema,
  resumeRequestSchema,
  updatePaymentRequestSchema,
  validateRequestSchema,
} from './request.ts'
export type { ResumeResult } from './resumeResult.ts'
export { resumeResultSchema } from './resumeResult.ts'
export type { Revision } from './revision.ts'
export { isNewerRevision } from './revision.ts'
export type { Route, RouteMatch, RouteName } from './route.ts'
export { contractVersion, headers, matchRoute, routePath, routes } from './route.ts'
export type { AttemptRecord, StatusInput, StatusSummary } from './statusFromFacts.ts'
export { statusFromFacts } from './statusFromFacts.ts'
export type { StoredMethod } from './storedMethod.ts'
export { storedMethodSchema } from './storedMethod.ts'
export type { Tracking } from './tracking.ts'
export { trackingSchema } from './tracking.ts'
