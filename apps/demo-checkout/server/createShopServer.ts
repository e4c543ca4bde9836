import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { providers } from '../src/checkout.ts'
import { createShopApi } from './api/createShopApi.ts'
import { createShopListener, type Part } from './http/createShopListener.ts'
import type { Log } from './log.ts'
import { createOffice } from './office/createOffice.ts'
import { createOfficeApi } from './office/createOfficeApi.ts'
import { createOfficeGate } from './office/createOfficeGate.ts'
import { createOfficeUpdateStore, type OfficeUpdateStore } from './office/createOfficeUpdateStore.ts'
import { contentSecurityPolicy } from './pages/contentSecurityPolicy.ts'
import { providerSources } from './pages/providerSources.ts'
import { securityHeaders } from './pages/securityHeaders.ts'
import { serveBuiltPages } from './pages/serveBuiltPages.ts'
import { serveSourcePages } from './pages/serveSourcePages.ts'
import { openPayments, type Payments } from './payments/openPayments.ts'
import type { ShopEnvironment } from './readEnvironment.ts'
import { readSessionCookie, writeSessionCookie } from './session/sessionCookie.ts'
import type { Session, SessionStore } from './session/sessionStore.ts'
import { createShop, type Shop } from './shop.ts'
import { openShopDatabase } from './store/openShopDatabase.ts'

/** The shop's process: pages, its own calls, and the payment proxy, on one origin. */
export interface ShopServer {
  /** Starts to listen. Throws when the port is taken. */
  listen(): Promise<{ origin: string; port: number }>
  /** Ends running requests and streams, and closes the databases. */
  close(): Promise<void>
}

/** Makes the shop's server. Throws when the build or a provider's config cannot be used. */
export async function createShopServer(
  environment: ShopEnvironment,
  write: (line: string) => void,
): Promise<ShopServer> {
  const log: Log = (entry) => write(`${JSON.stringify(entry)}\n`)
  const { origin, sandboxOrigin, assets, port, host } = environment
  const now = () => Date.now()
  const database = openShopDatabase(environment.database)
  const shop = createShop({ database, now, standingOf: (session) => payments.standingOf(session) })
  const updates = createOfficeUpdateStore(database, now)
  const payments = openPayments({ environment, shop, updates, log, write })
  const isSecure = origin.startsWith('https:')
  const startSession = createStartSession(shop.sessions, isSecure)
  const server = createServer({ requestTimeout: 30_000 })
  const app = path.resolve(import.meta.dirname, '..')
  const pages = assets
    ? { part: serveBuiltPages(assets, startSession), close: async () => undefined }
    : await serveSourcePages(app, server, startSession)
  const policy = assets && contentSecurityPolicy(await providerSources(providers, configsOf(sandboxOrigin)))
  const testCards = `${sandboxOrigin}/`
  const parts = [
    payments.health,
    payments.part,
    officeOf(environment, { shop, updates, payments, isSecure, now }),
    createShopApi({ shop, stateOf: payments.stateOf, origin, testCards, startSession }),
    pages.part,
  ]
  server.on('request', createShopListener({ headers: securityHeaders(policy), parts, log, now }))
  return {
    async listen() {
      await listen(server, port, host)
      const bound = (server.address() as AddressInfo).port
      log({ event: 'listening', origin, port: bound })
      return { origin, port: bound }
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await payments.close()
      await pages.close()
      server.closeIdleConnections()
      const impatience = setTimeout(() => server.closeAllConnections(), 1_000)
      await closed
      clearTimeout(impatience)
      database.close()
      log({ event: 'closed' })
    },
  }
}

interface OfficeParts {
  shop: Shop
  updates: OfficeUpdateStore
  payments: Payments
  isSecure: boolean
  now: () => number
}

/** The back office's calls, where the shop has a key for it. */
function officeOf({ officeKey: key, origin }: ShopEnvironment, parts: OfficeParts): Part {
  const { shop, updates, payments, isSecure, now } = parts
  const office = createOffice({
    ...{ orders: shop.orders, updates, service: payments.service },
    stateOf: payments.stateOf,
  })
  const gate = key === undefined ? undefined : createOfficeGate({ key, isSecure, now })
  return createOfficeApi({ office, gate, origin })
}

/** The provider configs that the pages' policy is computed from. */
function configsOf(sandboxOrigin: string): Record<string, unknown> {
  const sandbox = {
    publishableKey: 'pk_policy',
    scriptUrl: `${sandboxOrigin}/sandbox.js`,
    origin: sandboxOrigin,
  }
  return { sandbox }
}

function createStartSession(
  sessions: SessionStore,
  isSecure: boolean,
): (request: IncomingMessage, response: ServerResponse) => Session {
  return (request, response) => {
    const id = readSessionCookie(request.headers.cookie)
    const known = id === undefined ? undefined : sessions.find(id)
    if (known) return known
    // An id that this shop did not give out is not taken over.
    const session = sessions.create()
    response.setHeader('Set-Cookie', writeSessionCookie(session.id, isSecure))
    return session
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      const text = `shop: port ${port} on ${host} is taken; end the other process or set SHOP_PORT.`
      reject(taken ? new Error(text, { cause: error }) : error)
    })
    server.listen(port, host, resolve)
  })
}
