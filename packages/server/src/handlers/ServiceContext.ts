import type { Clock } from '@payloom/bus'
import type { Listener } from '../listener/createListener.ts'
import type { ReadBack } from '../listener/createReadBack.ts'
import type { OrchestratorClient } from '../orchestrator/OrchestratorClient.ts'
import type { Authorize } from '../orders/Authorize.ts'
import type { Orders } from '../orders/Orders.ts'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import type { Quotes } from '../payment/createQuotes.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { Relay } from '../relay/createRelay.ts'
import type { ServiceEvent } from '../ServiceEvent.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import type { Limiter } from '../transport/createLimiter.ts'
import type { ResumeCookieScope } from '../transport/resumeCookie.ts'
import type { OrderUpdates } from '../updates/createOrderUpdates.ts'

/** What every handler works with. */
export interface ServiceContext {
  authorize: Authorize
  orders: Orders
  orchestrator: (tenant: string) => OrchestratorClient
  store: PaymentStore
  ledger: PaymentLedger
  listener: Listener
  readBack: ReadBack
  updates: OrderUpdates
  relay: Relay
  quotes: () => Promise<Quotes>
  clock: Clock
  /** Binds an attempt to its request, slowly. */
  seal: (requestHash: string, attemptId: string) => Promise<string>
  /** Calls of one session, of any kind. */
  calls: Limiter
  /** Calls of one address, whoever makes them. */
  addresses: Limiter
  /** Attempts of one session, and of one payment. */
  attempts: Limiter
  /** Questions for what is left on a gift card, of one session, of one payment and for one card. */
  balances: Limiter
  /** Returns that are kept, and resumptions, of one token. */
  returns: Limiter
  resumes: Limiter
  /** What a shopper comes back with; the same for the same attempt, always. */
  returnToken: (key: PaymentKey, attemptId: string) => Promise<string>
  /** The only URL that a company is ever given. */
  returnUrl: (key: PaymentKey, attemptId: string) => Promise<string>
  cookieScope: ResumeCookieScope
  observe: (event: ServiceEvent) => void
}

/** Who is calling: whatever `authorize` reads is in the request. */
export interface CallContext {
  /** The browser's request, for `authorize` to read. */
  request: Request
}
