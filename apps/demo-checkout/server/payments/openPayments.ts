import path from 'node:path'
import { PaymentEvents, type PaymentState } from '@payloom/core/contract'
import {
  createOrchestratorClient,
  createPaymentService,
  createServiceLog,
  type OrchestratorEvent,
  type PaymentService,
  ProblemError,
  type ServiceEvent,
  toHealthHandler,
  toNodeHandler,
} from '@payloom/server'
import type { Part } from '../http/createShopListener.ts'
import type { Log } from '../log.ts'
import type { OfficeUpdateStore } from '../office/createOfficeUpdateStore.ts'
import type { ShopEnvironment } from '../readEnvironment.ts'
import type { Session } from '../session/sessionStore.ts'
import type { Shop } from '../shop.ts'
import { type Asker, createAuthorize } from './createAuthorize.ts'
import { createOrders } from './createOrders.ts'
import { type PurchaseStanding, purchaseStanding } from './purchaseStanding.ts'

/** The shop's payment proxy. */
export interface Payments {
  part: Part
  /** Answers /healthz and /readyz. */
  health: Part
  /** How the purchase in a session's cart stands. */
  standingOf(session: Session): Promise<PurchaseStanding>
  /** How any payment stands, for the back office; `undefined` for one that is not in the payments' database. */
  stateOf(paymentId: string): Promise<PaymentState | undefined>
  /** What the back office tells the companies, and asks before. */
  service: Pick<PaymentService, 'sendOrderUpdate' | 'readRefundable'>
  close(): Promise<void>
}

/** What the proxy is made of. */
export interface PaymentsOptions {
  environment: ShopEnvironment
  shop: Shop
  /** What the back office has told; what becomes of it is noted there. */
  updates: OfficeUpdateStore
  log: Log
  /** Takes one line of JSON for each event of the payment service. */
  write: (line: string) => void
}

/** Mounts the payment service over the shop. */
export function openPayments({ environment, shop, updates, log, write }: PaymentsOptions): Payments {
  const { orchestrator, origin, returnPage, partsExpireAfter } = environment
  const { url, serviceUser, serviceToken } = orchestrator
  const logEvent = createServiceLog({ write })
  const observe = (event: ServiceEvent | OrchestratorEvent): void => {
    logEvent(event)
    // Of one that the office was told would be sent later.
    if (event.type === 'order-update' && event.outcome === 'sent') updates.accept(event.updateId, 'sent')
  }
  // The shop asks its own service like any session would, by a request that no browser can make.
  const own = new WeakMap<Request, Asker>()
  const authorize = createAuthorize(shop, own)
  const service = createPaymentService({
    authorize,
    orders: createOrders(shop, log),
    orchestrator: createOrchestratorClient({ url, serviceUser, serviceToken, observe }),
    database: environment.paymentsDatabase ?? paymentsFile(environment.database),
    redirectBaseUrl: origin,
    returnPage,
    partsExpireAfter,
    observe,
  })
  service.on(PaymentEvents.PAYMENT_STATUS_UPDATED, ({ paymentId, status, state, orderUpdateId }) => {
    if (orderUpdateId !== undefined) updates.end(orderUpdateId, 'done')
    if (purchaseStanding(state).kind !== 'bought') return
    shop.release(paymentId)
    log({ event: 'order-released', status })
  })
  service.on(PaymentEvents.ORDER_UPDATE_REJECTED, ({ orderUpdateId, reason }) => {
    if (orderUpdateId !== undefined) updates.end(orderUpdateId, 'refused', reason)
  })
  // The orchestrator gives the money back; a shop with books of its own notes it here.
  service.on(PaymentEvents.PAYMENT_DUPLICATE_PAID, ({ status }) => log({ event: 'duplicate-paid', status }))
  const stateFor = (asker: Asker): Promise<PaymentState> => {
    const request = new Request(origin)
    own.set(request, asker)
    return service.readStatus({ request }, { paymentId: asker.paymentId })
  }
  return {
    part: toNodeHandler(service),
    health: toHealthHandler(service),
    standingOf: async (session) => purchaseStanding(await stateFor(session)),
    async stateOf(paymentId) {
      try {
        // Not the shopper's own name: what the office asks does not count for what they may ask.
        return await stateFor({ id: `office.${paymentId}`, paymentId })
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'not-found') return undefined
        throw error
      }
    },
    service,
    close: () => service.close(),
  }
}

/** Beside the shop's own tables, in a file of its own. */
function paymentsFile(database: string): string {
  if (database === ':memory:') return database
  const { dir, name, ext } = path.parse(database)
  return path.join(dir, `${name}-payments${ext}`)
}
