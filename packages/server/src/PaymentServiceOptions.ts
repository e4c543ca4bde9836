import type { Clock } from '@payloom/bus'
import type { OrchestratorClient } from './orchestrator/OrchestratorClient.ts'
import type { Authorize } from './orders/Authorize.ts'
import type { Orders } from './orders/Orders.ts'
import type { ServiceEvent } from './ServiceEvent.ts'
import type { ServiceLimits } from './ServiceLimits.ts'
import type { PaymentStore } from './store/PaymentStore.ts'
import type { ReceivingBus } from './transport/answerRequest.ts'

/** Options of `createPaymentService`. */
export interface PaymentServiceOptions {
  /** Decides who may do what. There is no default: nobody else can know a shop's sessions. */
  authorize: Authorize
  /** What the shop answers about its orders. */
  orders: Orders
  /** One client, or one per tenant. @default one from `PAYMENTS_ORCHESTRATOR_URL`, `PAYMENTS_SERVICE_USER` and `PAYMENTS_SERVICE_TOKEN` */
  orchestrator?: OrchestratorClient | ((tenant: string) => OrchestratorClient) | undefined
  /** Where payments live, without `store`: a `postgres://…` URL (schema `payloom_shop`) or the path of a SQLite file. @default `DATABASE_URL` if it is one of PostgreSQL, else 'payloom.sqlite' */
  database?: string | undefined
  /** A store of the shop's own making. @default one in `database` */
  store?: PaymentStore | undefined
  /** Brings the statuses and takes order updates. @default RabbitMQ at `AMQP_URL`; else signed webhooks at `{basePath}/bus`, verified with `PAYMENTS_BUS_SECRETS` */
  bus?: ReceivingBus | undefined
  /** The tenant that the bus speaks for. @default the only one that has the payment */
  busTenant?: string | undefined
  /** Where the proxy is mounted. @default '/api/payments' */
  basePath?: string | undefined
  /** The shop's public origin: companies send shoppers back to it. @default `PAYMENTS_REDIRECT_BASE_URL` */
  redirectBaseUrl?: string | undefined
  /** The page that a return leads to, with `?payloom={token}`. @default `PAYMENTS_REDIRECT_URL`, else '/checkout/return' */
  returnPage?: string | undefined
  /** Milliseconds after which the parts of a payment that nobody goes on with are given back. @default 1800000 (30 minutes) */
  partsExpireAfter?: number | undefined
  /**
   * Milliseconds after its settling that a payment's returns, open steps, messages and parcel numbers are erased; `Infinity` keeps them.
   * @default 2592000000 (30 days)
   */
  eraseAfter?: number | undefined
  /** Origins whose pages may call. @default the origin of `redirectBaseUrl` */
  allowedOrigins?: readonly string[] | undefined
  /** How much one caller may do. */
  limits?: ServiceLimits | undefined
  /** Milliseconds after which a stream ends, so that browsers spread over the processes that there are; a quarter less at random. @default 600000 (10 minutes) */
  maxStreamAge?: number | undefined
  /** Receives every call, transition, stream event and message as typed data. A throw in it is caught. */
  observe?: ((event: ServiceEvent) => void) | undefined
  /** @default process.env */
  env?: Readonly<Record<string, string | undefined>> | undefined
  /** For tests that pay a thousand times: what binding an attempt to its request costs, as scrypt's N, a power of two. @default 16384 */
  sealCost?: number | undefined
  /** For tests. @default the system's */
  clock?: Clock | undefined
  /** 0 ≤ n < 1, for jitter. @default Math.random */
  random?: (() => number) | undefined
}
