import path from 'node:path'
import { PaymentEvents } from '@payloom/core/contract'
import {
  createOrchestratorClient,
  createPaymentService,
  createServiceLog,
  toHealthHandler,
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
  /** Answers /healthz and /readyz. */
  health: Part
  /** How the purchase in a session's cart stands. */
  standingOf(session: Session): Promise<PurchaseStanding>
  close(): Promise<void>
}

/** What the proxy is made of. */
export interface PaymentsOptions {
  environment: ShopEnvironment
  shop: Shop
  log: Log
  /** Takes one line of JSON for each event of the payment service. */
  write: (line: string) => void
}

/** Mounts the payment service over the shop. */
export function openPayments({ environment, shop, log, write }: PaymentsOptions): Payments {
  const { orchestrator, origin, returnPage, partsExpireAfter } = environment
  const { url, serviceUser, serviceToken } = orchestrator
  const observe = createServiceLog({ write })
  // The shop asks its own service like any session would, by a request that no browser can make.
  const own = new WeakMap<Request, Session>()
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
  service.on(PaymentEvents.PAYMENT_STATUS_UPDATED, ({ paymentId, status, state }) => {
    if (purchaseStanding(state).kind !== 'bought') return
    shop.release(paymentId)
    log({ event: 'order-released', status })
  })
  // The orchestrator gives the money back; a shop with books of its own notes it here.
  service.on(PaymentEvents.PAYMENT_DUPLICATE_PAID, ({ status }) => log({ event: 'duplicate-paid', status }))
  return {
    part: toNodeHandler(service),
    health: toHealthHandler(service),
    async standingOf(session) {
      const request = new Request(origin)
      own.set(request, session)
      const { paymentId } = session
      return purchaseStanding(await service.readStatus({ request }, { paymentId }))
    },
    close: () => service.close(),
  }
}

/** Beside the shop's own tables, in a file of its own. */
function paymentsFile(database: string): string {
  if (database === ':memory:') return database
  const { dir, name, ext } = path.parse(database)
  return path.join(dir, `${name}-payments${ext}`)
}
