// A company as a script
export type { BookedPayment } from './BookedPayment.ts'
export type {
  ConnectorScript,
  OrderPattern,
  ScriptedMethod,
  ScriptedScenario,
  ScriptedStep,
} from './ConnectorScript.ts'
export type { ScriptedConnector, ScriptedConnectorOptions } from './createScriptedConnector.ts'
export { createScriptedConnector } from './createScriptedConnector.ts'
export type { ScriptedWebhook } from './scriptedWebhook.ts'
