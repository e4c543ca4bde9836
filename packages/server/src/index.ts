// The service

export { createPaymentService } from './createPaymentService.ts'
export type { CallContext } from './handlers/ServiceContext.ts'
export type { PaymentService } from './PaymentService.ts'
export type { PaymentServiceOptions } from './PaymentServiceOptions.ts'
export type { PaymentsEnvironment } from './readEnvironment.ts'
export { readEnvironment } from './readEnvironment.ts'
export type { ServiceLimits } from './ServiceLimits.ts'
export type { NodeHandlerOptions } from './toNodeHandler.ts'
export { toNodeHandler } from './toNodeHandler.ts'
export type { Caller } from './transport/Caller.ts'
export type { ProblemInit } from './transport/ProblemError.ts'
export { ProblemError } from './transport/ProblemError.ts'

// What the shop answers, and is told

export type { PaymentStatusHandler, PaymentStatusUpdate } from './listener/PaymentStatusUpdate.ts'
export type { Access, AccessNeed, Authorize } from './orders/Authorize.ts'
export type {
  Customer,
  OrderAttempt,
  Orders,
  PayableQuote,
  PlacedOrder,
  QuoteChange,
  UnpaidOrder,
} from './orders/Orders.ts'
export type { Payable, PayableItem } from './orders/Payable.ts'

// What the shop tells the company later

export type { OrderUpdateErrorCode, OrderUpdateErrorInit } from './updates/OrderUpdateError.ts'
export { OrderUpdateError } from './updates/OrderUpdateError.ts'
export type { OrderUpdateReceipt } from './updates/OrderUpdateReceipt.ts'
export type { RefundableRequest } from './updates/readRefundable.ts'

// The orchestrator

export { createOrchestratorClient } from './orchestrator/createOrchestratorClient.ts'
export type { OrchestratorClient } from './orchestrator/OrchestratorClient.ts'
export type { OrchestratorClientOptions } from './orchestrator/OrchestratorClientOptions.ts'
export type { OrchestratorErrorInit, OrchestratorFailure } from './orchestrator/OrchestratorError.ts'
export { OrchestratorError } from './orchestrator/OrchestratorError.ts'

// The store

export type {
  DueLook,
  PaymentKey,
  PaymentRecord,
  StoredAnswer,
  StoredAttempt,
  StoredReturn,
} from './payment/PaymentRecord.ts'
export { paymentState } from './payment/paymentState.ts'
export type { StoredOrderUpdate } from './payment/StoredOrderUpdate.ts'
export type { PostgresStoreOptions } from './store/createPostgresStore.ts'
export { createPostgresStore } from './store/createPostgresStore.ts'
export type { SqliteStoreOptions } from './store/createSqliteStore.ts'
export { createSqliteStore } from './store/createSqliteStore.ts'
export type { SqlStoreOptions } from './store/createSqlStore.ts'
export { createSqlStore } from './store/createSqlStore.ts'
export type { EventPatch, PaymentStore, RecordChange } from './store/PaymentStore.ts'
export type { StoredEvent } from './store/StoredEvent.ts'
export { storeSchema } from './store/storeSchema.ts'

// Operations

export { createServiceLog, type ServiceLogOptions } from './operations/createServiceLog.ts'
export { createTelemetry, type TelemetryOptions } from './operations/createTelemetry.ts'
export type { InstrumentOptions, Meter, TelemetryAttributes } from './operations/Meter.ts'
export type { Readiness } from './operations/Readiness.ts'
export type { Span, Tracer } from './operations/Tracer.ts'
export { toHealthHandler } from './operations/toHealthHandler.ts'

// Carriers and observers

export type { OrchestratorEvent } from './orchestrator/OrchestratorEvent.ts'
export type { StreamEvent } from './relay/StreamEvent.ts'
export type { StreamSink } from './relay/StreamSink.ts'
export type {
  AnswerEvent,
  BusEvent,
  BusLinkEvent,
  CallEvent,
  ErrorEvent,
  OrderUpdateEvent,
  ServiceEvent,
  TransitionEvent,
} from './ServiceEvent.ts'
export type { ReceivingBus } from './transport/answerRequest.ts'
export type { ServiceAnswer } from './transport/ServiceAnswer.ts'
