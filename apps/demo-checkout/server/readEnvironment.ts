import path from 'node:path'
import { isPostgresUrl } from '@payloom/bus/database'

/** How the shop was told to run. */
export interface ShopEnvironment {
  port: number
  host: string
  /** SQLite file of carts and orders. */
  database: string
  /** PostgreSQL database of the payments; without it they lie in a file beside the carts. */
  paymentsDatabase: string | undefined
  /** Directory of the built pages; without it Vite serves them from their sources. */
  assets: string | undefined
  /** Origin that shoppers open the shop at. */
  origin: string
  /** Page that shoppers come back to from a payment company. */
  returnPage: string
  /** Milliseconds after which what a gift card holds for an order that nobody goes on with is given back. */
  partsExpireAfter: number
  /** Origin of the sandbox company's script and frames. */
  sandboxOrigin: string
  orchestrator: { url: string; serviceUser: string; serviceToken: string; region: string }
  /** The broker that brings statuses; without it they come as signed webhooks. */
  broker: string | undefined
  /** Secrets of the signed webhooks, the newest first. */
  busSecrets: string[]
  /** Opens the back office; without one there is none. */
  officeKey: string | undefined
}

/** Reads the process's variables. Throws an error that names every missing or wrong one. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): ShopEnvironment {
  const problems: string[] = []
  const read = (name: string, fallback?: string): string => {
    const value = environment[name] || fallback
    if (value === undefined) problems.push(`${name} is missing`)
    return value ?? ''
  }
  const readUrl = (name: string): string => {
    const value = read(name)
    if (value && !URL.canParse(value)) problems.push(`${name} is no URL`)
    return value
  }
  const port = Number(read('SHOP_PORT'))
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push('SHOP_PORT is no port')
  const partsSeconds = Number(read('SHOP_PARTS_SECONDS', '1800'))
  if (!Number.isInteger(partsSeconds) || partsSeconds < 1) {
    problems.push('SHOP_PARTS_SECONDS is no number of seconds')
  }
  const paymentsDatabase = environment.DATABASE_URL || undefined
  if (paymentsDatabase !== undefined && !isPostgresUrl(paymentsDatabase)) {
    problems.push('DATABASE_URL is not a postgres:// URL')
  }
  const broker = environment.AMQP_URL || undefined
  const officeKey = environment.SHOP_OFFICE_KEY || undefined
  if (officeKey !== undefined && officeKey.length < 16) {
    problems.push('SHOP_OFFICE_KEY has fewer than 16 characters')
  }
  const dev = environment.SHOP_DEV === '1'
  const shop: ShopEnvironment = {
    port,
    host: read('SHOP_HOST', '127.0.0.1'),
    database: read('SHOP_DATABASE'),
    paymentsDatabase,
    assets: dev ? undefined : path.resolve(read('SHOP_ASSETS')),
    origin: readUrl('PAYMENTS_REDIRECT_BASE_URL'),
    returnPage: read('PAYMENTS_REDIRECT_URL', '/checkout/return'),
    partsExpireAfter: partsSeconds * 1_000,
    sandboxOrigin: readUrl('SHOP_SANDBOX_ORIGIN'),
    orchestrator: {
      url: readUrl('PAYMENTS_ORCHESTRATOR_URL'),
      serviceUser: read('PAYMENTS_SERVICE_USER'),
      serviceToken: read('PAYMENTS_SERVICE_TOKEN'),
      region: read('PAYMENTS_REGION', 'eu'),
    },
    broker,
    busSecrets: broker ? [] : read('PAYMENTS_BUS_SECRETS').split(',').filter(Boolean),
    officeKey,
  }
  if (problems.length > 0) throw new Error(`shop: ${problems.join('; ')}. See apps/demo-checkout/README.md.`)
  return shop
}
