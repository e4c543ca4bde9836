import { createSandbox } from '@payloom/sandbox'
import { companySecret, secretKey } from './company.fixture.ts'
import type { Connector } from './connectors/Connector.ts'
import { createPlainConnector } from './connectors/plain/createPlainConnector.ts'
import { createSandboxConnector } from './connectors/sandbox/createSandboxConnector.ts'
import type { OrchestratorOptions } from './createOrchestrator.ts'
import { openTestServer } from './httpServer.fixture.ts'
import { openWorld, publishableKey, type World, webhookPath } from './world.fixture.ts'

/** A world whose company is the sandbox itself, over HTTP: what the other tests pretend is what it really says. */
export interface SandboxWorld {
  world: World
  /** What the orchestrator asks the company with. */
  connector: Connector
  /** Sends JSON as the company's own frames do. */
  post(path: string, body: unknown): Promise<Record<string, string>>
  /** Sends a form as the company's own pages do, and answers the way it leads to, or the page. */
  submit(url: string, fields: Record<string, string>): Promise<string>
  /** What only the merchant may ask, with the secret key. */
  ask(method: string, path: string): Promise<Record<string, unknown>>
  close(): Promise<void>
}

/** How to open one. */
export interface SandboxWorldOptions extends Partial<OrchestratorOptions> {
  /** Stands between the orchestrator and the company. @default the global fetch */
  companyFetch?: typeof fetch
}

export async function openSandboxWorld({
  companyFetch = fetch,
  ...options
}: SandboxWorldOptions = {}): Promise<SandboxWorld> {
  // Company and orchestrator name each other, so one of the addresses has to be there first.
  const gate = await openTestServer(async ({ headers }, body, response) => {
    const sent = Object.entries(headers).filter(([name]) => name.startsWith('webhook-')) as [string, string][]
    // One may be under way while the orchestrator ends.
    const answer = await world
      .call('POST', webhookPath, body, Object.fromEntries(sent))
      .catch(() => undefined)
    response.writeHead(answer?.status ?? 503).end()
  })
  const sandbox = createSandbox({
    ...{ database: ':memory:', secretKey, publishableKey, allowedOrigins: ['http://shop.example'] },
    webhook: { url: gate.url, secret: companySecret },
    random: () => 0,
  })
  const { port, origin } = await sandbox.listen()
  const url = `http://127.0.0.1:${port}`
  const keys = { secretKey, publishableKey, webhookSecrets: [companySecret] }
  const connector = createSandboxConnector({ url, publicUrl: origin, ...keys, fetch: companyFetch })
  const world = await openWorld({ connectors: [connector, createPlainConnector()], ...options })
  const own = { authorization: `Bearer ${publishableKey}`, origin, 'sec-fetch-site': 'same-origin' }
  return {
    ...{ world, connector },
    async post(path, body) {
      const headers = { 'content-type': 'application/json', ...own }
      const response = await fetch(`${origin}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return (await response.json()) as Record<string, string>
    },
    async ask(method, path) {
      const headers = { authorization: `Bearer ${secretKey}` }
      return (await (await fetch(`${url}${path}`, { method, headers })).json()) as Record<string, unknown>
    },
    async submit(page, fields) {
      const body = new URLSearchParams(fields)
      const response = await fetch(page, { method: 'POST', headers: own, body, redirect: 'manual' })
      const location = response.headers.get('location')
      return location === null ? await response.text() : new URL(location, page).href
    },
    async close() {
      await sandbox.close()
      await world.close()
      await gate.close()
    },
  }
}
