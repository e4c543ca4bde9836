import path from 'node:path'
import { PaymentEvents } from '@payloom/core/contract'
import {
  createOrchestratorClient,
  createPaymentService,
  createSqliteStore,
  type ServiceEvent,
  toNodeHandler,
} from '@payloom/server'
import type { Part } from '../http/createShopListener.ts'
import type { Log } from '../log.ts'
import type { ShopEnvironment } from '../readEnvironment.ts'
import type { Session } from '../session/sessionStore.ts'
import type { Shop } from '../shop.ts'
import { createAuthorize } from './createAuthorize.ts'
import { createOrders } from './createOrders.ts'
import { type PurchaseStanding, purchaseStanding } from './purchaseStanding.ts'

/** The shop's payment proxy. */
export interface Payments {
  part: Part
  /** How the purchase in a session's cart stands. */
  standingOf(session: Session): Promise<PurchaseStanding>
  close(): Promise<void>
}

/** What the proxy is made of. */
export interface PaymentsOptions {
  environment: ShopEnvironment
  shop: Shop
  log: Log
}

/** Mounts the payment service over the shop. */
export function openPayments({ environment, shop, log }: PaymentsOptions): Payments {
  const { orchestrator, database, origin, returnPage, partsExpireAfter } = environment
  const { url, serviceUser, serviceToken } = orchestrator
  const observe = (event: ServiceEvent): void => logEvent(log, event)
  // The shop asks its own service like any session would, by a request that no browser can make.
  const own = new WeakMap<Request, Session>()
  const authorize = createAuthorize(shop, own)
  const store = createSqliteStore({ path: paymentsFile(database) })
  const service = createPaymentService({
    authorize,
    orders: createOrders(shop, log),
    orchestrator: createOrchestratorClient({ url, serviceUser, serviceToken, observe }),
    store,
    redirectBaseUrl: origin,
    returnPage,
    partsExpireAfter,
    observe,
  })
  service.on(PaymentEvents.PAYMENT_STATUS_UPDATED, ({ paymentId, status, state }) => {
    if (purchaseStanding(state).kind !== 'bought') return
    shop.release(paymentId)
    log({ event: 'order-released', status })
  })
  // The orchestrator gives the money back; a shop with books of its own notes it here.
  service.on(PaymentEvents.PAYMENT_DUPLICATE_PAID, ({ status }) => log({ event: 'duplicate-paid', status }))
  return {
    part: toNodeHandler(service),
    async standingOf(session) {
      const request = new Request(origin)
      own.set(request, session)
      const { paymentId } = session
      return purchaseStanding(await service.readStatus({ request }, { paymentId }))
    },
    async close() {
      await service.close()
      await store.close()
    },
  }
}

/** Beside the shop's own tables, in a file of its own. */
function paymentsFile(database: string): string {
  if (database === ':memory:') return database
  const { dir, name, ext } = path.parse(database)
  return path.join(dir, `${name}-payments${ext}`)
}

/** What the service tells, without the ids that lead to a person. */
function logEvent(log: Log, event: ServiceEvent): void {
  switch (event.type) {
    case 'call':
      log({
        event: 'payment',
        type: event.type,
        name: event.call,
        ...coded(event.code),
        status: event.status,
      })
      break
    case 'bus':
      log({ event: 'payment', type: event.type, name: event.outcome, ...coded(event.reason) })
      break
    case 'answer':
      log({ event: 'payment', type: event.type, name: event.outcome, ...coded(event.code) })
      break
    case 'transition':
      log({ event: 'payment', type: event.type, name: `${event.from} to ${event.to}` })
      break
    case 'error':
      log({ event: 'payment', type: event.type, name: event.where, ...coded(nameOf(event.error)) })
      break
    default:
      log({ event: 'payment', type: event.type })
  }
}

function coded(code: string | undefined): { code?: string } {
  return code === undefined ? {} : { code }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
