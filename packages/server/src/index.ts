// The service
export { createPaymentService } from './createPaymentService.ts'
export type { CallContext } from './handlers/ServiceContext.ts'
export type { PaymentStatusHandler, PaymentStatusUpdate } from './listener/PaymentStatusUpdate.ts'
// The orchestrator
export type { OrchestratorClientOptions, OrchestratorEvent } from './orchestrator/createOrchestratorClient.ts'
export { createOrchestratorClient } from './orchestrator/createOrchestratorClient.ts'
export type { OrchestratorClient } from './orchestrator/OrchestratorClient.ts'
export type { OrchestratorFailure } from './orchestrator/OrchestratorError.ts'
export { OrchestratorError } from './orchestrator/OrchestratorError.ts'
// What the shop answers
export type { Access, AccessNeed, Authorize } from './orders/Authorize.ts'
export type { OrderAttempt, Orders, PlacedOrder } from './orders/Orders.ts'
export type { Payable, PayableItem } from './orders/Payable.ts'
export type { PaymentService } from './PaymentService.ts'
export type { PaymentServiceOptions } from './PaymentServiceOptions.ts'
// The store
export type { PaymentKey, PaymentRecord, StoredAnswer, StoredAttempt } from './payment/PaymentRecord.ts'
export { paymentState } from './payment/paymentState.ts'
export type { PaymentsEnvironment } from './readEnvironment.ts'
export { readEnvironment } from './readEnvironment.ts'
export type { StreamEvent } from './relay/createRelay.ts'
// Carriers and observers
export type { StreamSink } from './relay/StreamSink.ts'
export type {
  AnswerEvent,
  BusEvent,
  CallEvent,
  ErrorEvent,
  ServiceEvent,
  TransitionEvent,
} from './ServiceEvent.ts'
export type { SqliteStoreOptions } from './store/createSqliteStore.ts'
export { createSqliteStore } from './store/createSqliteStore.ts'
export type { EventPatch, PaymentStore, RecordChange } from './store/PaymentStore.ts'
export type { StoredEvent } from './store/StoredEvent.ts'
export { toNodeHandler } from './toNodeHandler.ts'
export type { ReceivingBus } from './transport/answerRequest.ts'
export type { ProblemInit } from './transport/ProblemError.ts'
export { ProblemError } from './transport/ProblemError.ts'
export type { ServiceAnswer } from './transport/ServiceAnswer.ts'
