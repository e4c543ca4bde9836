import type { Clock } from '@payloom/bus'
import type { OrchestratorEvent } from './OrchestratorEvent.ts'

/** Options of `createOrchestratorClient`. */
export interface OrchestratorClientOptions {
  /** Base URL, e.g. `https://payments.example`. */
  url: string
  /** Name of the shop's account at the orchestrator. */
  serviceUser: string
  /** Secret of the account; it stays on the server. */
  serviceToken: string
  /** Milliseconds for each call but `createPayment` and `updatePayment`, body included. @default 8000 */
  timeout?: number | undefined
  /** Milliseconds for the calls that reach a payment company, body included. @default 25000 */
  paymentTimeout?: number | undefined
  /** Bytes of an answer. @default 1000000 */
  maxBody?: number | undefined
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /** For tests. @default the system's */
  clock?: Clock | undefined
  /** Receives one event per call. */
  observe?: ((event: OrchestratorEvent) => void) | undefined
}
