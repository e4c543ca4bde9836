import { createHmac } from 'node:crypto'
import type { Clock } from './clock.ts'
import { createId } from './createId.ts'
import { createSeededRandom } from './createSeededRandom.ts'
import { createRequestListener } from './http/createRequestListener.ts'
import { type HttpServer, openHttpServer } from './http/openHttpServer.ts'
import type { Log } from './log.ts'
import { methods } from './methods/methods.ts'
import type { Company } from './payments/company.ts'
import { type ExpiryWorker, openExpiryWorker } from './payments/openExpiryWorker.ts'
import { createFrameRoutes } from './routes/frameRoutes.ts'
import { createPageRoutes } from './routes/pageRoutes.ts'
import { createPaymentRoutes } from './routes/paymentRoutes.ts'
import { createShopperRoutes } from './routes/shopperRoutes.ts'
import { openStore, type Store } from './store/openStore.ts'
import { systemClock } from './systemClock.ts'
import { openWebhookWorker, type WebhookWorker } from './webhooks/openWebhookWorker.ts'
import { createSignWebhook } from './webhooks/signWebhook.ts'

/** How to run a company. */
export interface SandboxOptions {
  /** Port to listen on. @default 0, a free one */
  port?: number
  /** Address to listen on. @default '127.0.0.1' */
  host?: string
  /** Origin that browsers load the company's pages from. @default `http://localhost:${port}` */
  publicOrigin?: string
  /** SQLite file; `:memory:` keeps nothing. */
  database: string
  /** Key of the merchant's server. */
  secretKey: string
  /** Key that may be seen in a browser; good for making tokens only. */
  publishableKey: string
  /** Origins of the shops that may embed the frames. */
  allowedOrigins: readonly string[]
  /** Where events are told; `secret` is `whsec_` and base64 of at least 24 bytes. Without it nobody is told. */
  webhook?: { url: string; secret: string }
  /** How long a payment by `qr` or `await` stays pending, in seconds. @default 900 */
  pendingSeconds?: number
  /** Decides how long each webhook waits. @default 'sandbox' */
  seed?: string
  /** Numbers in [0, 1) for the same purpose. @default a generator made from `seed` */
  random?: () => number
  /** @default the clock of the machine */
  clock?: Clock
  /** Sends webhooks. @default the global fetch */
  fetch?: typeof fetch
  /** Receives what happens, as allow-listed entries. @default nobody */
  log?: Log
}

/** A pretend payment company. */
export interface Sandbox {
  /** Starts to listen. `origin` is the public one. Throws when the port is taken. */
  listen(): Promise<{ origin: string; port: number }>
  /** Ends running requests and deliveries; what was not delivered goes on with the next start. */
  close(): Promise<void>
}

/** Makes a company. Throws when an origin or the webhook secret cannot be used. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const {
    clock = systemClock,
    log = () => undefined,
    secretKey,
    publishableKey,
    host = '127.0.0.1',
  } = options
  const allowedOrigins = options.allowedOrigins.map((origin) => readOrigin(origin, 'allowedOrigins'))
  let publicOrigin =
    options.publicOrigin === undefined ? '' : readOrigin(options.publicOrigin, 'publicOrigin')
  const openWorker = prepareWorker(options, clock, log)
  const store = openStore(options.database)
  let worker: WebhookWorker | undefined
  let expiry: ExpiryWorker | undefined
  const company = createCompany(options, {
    ...{ store, clock, publicOrigin: () => publicOrigin },
    wake: openWorker === undefined ? undefined : () => worker?.wake(),
    watchExpiry: () => expiry?.wakeSoon(),
  })
  const routes = [
    ...createPaymentRoutes(company),
    ...createFrameRoutes(company),
    ...createShopperRoutes(company),
    ...createPageRoutes({ allowedOrigins }),
  ]
  const rules = { secretKey, publishableKey, publicOrigin: () => publicOrigin }
  let server: HttpServer | undefined
  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await server?.close()
    expiry?.close()
    await worker?.close()
    store.close()
    log({ event: 'closed' })
  }
  return {
    async listen() {
      server = await openHttpServer(
        createRequestListener({ routes, rules, clock, log }),
        host,
        options.port ?? 0,
      )
      if (publicOrigin === '') publicOrigin = `http://localhost:${server.port}`
      worker = openWorker?.(store)
      expiry = openExpiryWorker(company)
      log({ event: 'listening', origin: publicOrigin, port: server.port })
      return { origin: publicOrigin, port: server.port }
    },
    close() {
      closed ??= close()
      return closed
    },
  }
}

function prepareWorker(
  options: SandboxOptions,
  clock: Clock,
  log: Log,
): ((store: Store) => WebhookWorker) | undefined {
  if (options.webhook === undefined) return undefined
  const { url, secret } = options.webhook
  const sign = createSignWebhook(secret)
  const send = options.fetch ?? fetch
  return ({ outbox }) => openWebhookWorker({ url, sign, outbox, clock, fetch: send, log })
}

interface Surroundings extends Pick<Company, 'store' | 'clock' | 'publicOrigin' | 'watchExpiry'> {
  /** Tells the worker that there is something to send; absent when nobody listens. */
  wake: (() => void) | undefined
}

function createCompany(options: SandboxOptions, { wake, ...rest }: Surroundings): Company {
  const random = options.random ?? createSeededRandom(options.seed ?? 'sandbox')
  const announce: Company['announce'] = (message) => {
    if (wake === undefined) return
    // 50 to 1500 ms: sometimes before the shop has read the answer, sometimes long after.
    const dueAt = rest.clock.now() + 50 + Math.floor(random() * 1451)
    rest.store.outbox.insert({ id: message.id, body: JSON.stringify(message), dueAt })
    wake()
  }
  const { secretKey, pendingSeconds = 900 } = options
  const hash = (text: string): string => createHmac('sha256', secretKey).update(text).digest('base64url')
  return { ...rest, createId, methods, pendingSeconds, hash, announce }
}

function readOrigin(text: string, option: string): string {
  const origin = URL.parse(text)?.origin
  if (origin === undefined || origin === 'null') {
    throw new Error(
      `createSandbox: ${option} must hold origins such as "http://127.0.0.1:5173", not "${text}".`,
    )
  }
  return origin
}
