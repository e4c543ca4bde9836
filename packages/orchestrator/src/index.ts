// The orchestrator

// Configuration
export type {
  AmountRule,
  Configuration,
  MethodConfiguration,
  MethodSettings,
  ProviderConfiguration,
  SortOrderRule,
  SurchargeRule,
} from './configuration/Configuration.ts'
export { ConfigurationError } from './configuration/ConfigurationError.ts'
export { parseConfiguration } from './configuration/parseConfiguration.ts'
// Connectors
export { CompanyError } from './connectors/CompanyError.ts'
export type { CompanyCustomer, CompanyItem, CompanyOrder } from './connectors/CompanyOrder.ts'
export type {
  BalanceReading,
  BalanceRequest,
  CompanyAnswer,
  CompanyEvent,
  CompanyRefused,
  CompanyStoredMethod,
  Connector,
  KnownPayment,
  MethodConfig,
  MethodRequest,
  OpenOutcome,
  RefundOrder,
  ShipmentOrder,
  StoredMethodToDelete,
  WebhookReading,
} from './connectors/Connector.ts'
export type { MethodTraits } from './connectors/MethodTraits.ts'
export type { PlainConnectorOptions } from './connectors/plain/createPlainConnector.ts'
export { createPlainConnector } from './connectors/plain/createPlainConnector.ts'
export type { SandboxConnectorOptions } from './connectors/sandbox/createSandboxConnector.ts'
export { createSandboxConnector } from './connectors/sandbox/createSandboxConnector.ts'
export type { Orchestrator, OrchestratorOptions } from './createOrchestrator.ts'
export { createOrchestrator } from './createOrchestrator.ts'
export type { CompanyFact } from './facts/CompanyFact.ts'
export type { Profile } from './http/Profile.ts'
export type { Log, LogEntry } from './log.ts'
export type { BrokerCarrier, WebhookCarrier } from './openBus.ts'
// Rules
export type { MethodSource, MethodVerdicts, OfferedMethod, Purchase } from './rules/evaluateMethods.ts'
export { evaluateMethods } from './rules/evaluateMethods.ts'
