import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildShop } from '../../scripts/demo/buildShop.ts'
import type { DemoServiceName } from '../../scripts/demo/demoEnvironment.ts'
import { createDemoSecrets, type DemoSecrets } from '../../scripts/demo/demoSecrets.ts'
import { openDemo } from '../../scripts/demo/openDemo.ts'
import { type FaultProxy, openFaultProxy } from './openFaultProxy.ts'

/** The ways between the browser and the three processes. */
export type LinkName =
  | 'browserToShop'
  | 'browserToCompany'
  | 'shopToOrchestrator'
  | 'orchestratorToCompany'
  | 'companyToOrchestrator'
  | 'orchestratorToShop'

/** What the company's books say. */
export interface Ledger {
  payments: {
    id: string
    reference: string
    method: string
    status: string
    amount: { value: number; currency: string }
    authorizedAmount: { value: number; currency: string }
    capturedAmount: { value: number; currency: string }
    refundedAmount: { value: number; currency: string }
  }[]
  kept: { value: number; currency: string }[]
}

/** The three real processes on free ports, with temporary databases and a fault proxy on every way between them. */
export interface World {
  /** Where a browser finds the shop. */
  readonly shop: string
  /** Where a browser finds the company. */
  readonly company: string
  readonly links: Readonly<Record<LinkName, FaultProxy>>
  readonly secrets: DemoSecrets
  /** The company's books, asked past every proxy. */
  readLedger(): Promise<Ledger>
  /** Every line that a process has logged. */
  readLog(name: DemoServiceName): string
  /** The bytes of a process's database, its journal included. */
  readDatabase(name: 'shop' | 'orchestrator'): Buffer
  /** Ends a process as a power cut does, by SIGKILL. What is asked of it meanwhile meets a closed door. */
  kill(name: DemoServiceName): Promise<void>
  /**
   * Starts a process that was killed again: over the same database, behind the same ways.
   *
   * @param after seconds for which it was down by its own clock, until the end of the test. @default as long as it was
   */
  restart(name: DemoServiceName, after?: number): Promise<void>
  /** The money of a payment arrives at the company after all, whatever became of the payment before. */
  succeedLate(paymentId: string): Promise<void>
  /** Ends all trouble, and starts whoever is down. */
  reset(): Promise<void>
  close(): Promise<void>
}

const root = path.dirname(path.dirname(import.meta.dirname))

const shiftClock = path.join(import.meta.dirname, 'shiftClock.ts')

const linkNames: readonly LinkName[] = [
  'browserToShop',
  'browserToCompany',
  'shopToOrchestrator',
  'orchestratorToCompany',
  'companyToOrchestrator',
  'orchestratorToShop',
]

/** How to start a world. */
export interface WorldOptions {
  /** More files that the shop serves beside its own, by path. */
  files?: ReadonlyMap<string, string | Uint8Array> | undefined
  /** Seconds after which the shop gives back what a gift card holds for an order that is left alone. @default the shop's own */
  partsSeconds?: number | undefined
  /** RabbitMQ between orchestrator and shop. @default signed webhooks */
  amqpUrl?: string | undefined
  /** PostgreSQL for ledger and payments. @default SQLite files */
  databaseUrl?: string | undefined
}

/** Builds the shop where it has changed, and starts everything. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { files = new Map(), partsSeconds, amqpUrl, databaseUrl } = options
  const built = await buildShop(root)
  const directory = mkdtempSync(path.join(tmpdir(), 'payloom-e2e-'))
  const assets = files.size === 0 ? built : addFiles(built, path.join(directory, 'assets'), files)
  const secrets = createDemoSecrets()
  const opened = await Promise.all(linkNames.map(async (name) => [name, await openFaultProxy(name)] as const))
  const links = Object.fromEntries(opened) as Record<LinkName, FaultProxy>
  // The company is another site than the shop, as in life; cookies ignore ports, so its host has another name.
  const company = `http://localhost:${links.browserToCompany.port}`
  const shop = links.browserToShop.origin
  const demo = await openDemo({
    ...{
      root,
      directory,
      assets,
      secrets,
      shopOrigin: shop,
      companyOrigin: company,
      seed: 'e2e',
      partsSeconds,
      amqpUrl,
      databaseUrl,
    },
    ports: { shop: 0, orchestrator: 0, sandbox: 0 },
    shopToOrchestrator: links.shopToOrchestrator.origin,
    orchestratorToCompany: links.orchestratorToCompany.origin,
    companyToOrchestrator: links.companyToOrchestrator.origin,
    orchestratorToShop: links.orchestratorToShop.origin,
  })
  const lead = createLeads(links)
  const ports = { shop: 0, orchestrator: 0, sandbox: 0 }
  for (const name of serviceNames) {
    ports[name] = await demo.services[name].listening()
    lead[name](ports[name])
  }
  const down = new Set<DemoServiceName>()
  const ahead = new Set<DemoServiceName>()
  const restart = async (name: DemoServiceName, after = 0): Promise<void> => {
    const shifted = { environment: { SHIFT_CLOCK_SECONDS: String(after) }, preloads: [shiftClock] }
    ports[name] = await demo.restart(name, after > 0 ? shifted : undefined)
    lead[name](ports[name])
    down.delete(name)
    if (after > 0) ahead.add(name)
  }
  const kill = async (name: DemoServiceName): Promise<void> => {
    down.add(name)
    ahead.delete(name)
    await demo.services[name].kill()
  }
  const askCompany = async (method: 'GET' | 'POST', where: string): Promise<unknown> => {
    const headers = { Authorization: `Bearer ${secrets.companySecretKey}` }
    const response = await fetch(`http://127.0.0.1:${ports.sandbox}${where}`, { method, headers })
    if (!response.ok) throw new Error(`openWorld: ${method} ${where} was answered with ${response.status}.`)
    return await response.json()
  }
  return {
    ...{ shop, company, links, secrets },
    readLedger: async () => (await askCompany('GET', '/ledger')) as Ledger,
    readLog: (name) => readFileSync(path.join(directory, `${name}.log`), 'utf8'),
    readDatabase(name) {
      const files = readdirSync(directory).filter((file) => file.startsWith(name) && file.includes('.sqlite'))
      return Buffer.concat(files.map((file) => readFileSync(path.join(directory, file))))
    },
    kill,
    restart,
    async succeedLate(paymentId) {
      await askCompany('POST', `/v1/test_helpers/payments/${paymentId}/succeed`)
    },
    async reset() {
      for (const link of Object.values(links)) link.reset()
      for (const name of ahead) await kill(name)
      for (const name of down) await restart(name)
    },
    async close() {
      await demo.close()
      await Promise.all(Object.values(links).map((link) => link.close()))
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

const serviceNames: readonly DemoServiceName[] = ['sandbox', 'orchestrator', 'shop']

/** For every process: what leads the ways to it to a port. */
function createLeads(links: Record<LinkName, FaultProxy>): Record<DemoServiceName, (port: number) => void> {
  const leadTo =
    (...names: LinkName[]) =>
    (port: number): void => {
      for (const name of names) links[name].leadTo(port)
    }
  return {
    shop: leadTo('browserToShop', 'orchestratorToShop'),
    orchestrator: leadTo('shopToOrchestrator', 'companyToOrchestrator'),
    sandbox: leadTo('browserToCompany', 'orchestratorToCompany'),
  }
}

function addFiles(built: string, assets: string, more: ReadonlyMap<string, string | Uint8Array>): string {
  cpSync(built, assets, { recursive: true })
  for (const [name, content] of more) {
    const file = path.join(assets, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
  return assets
}
