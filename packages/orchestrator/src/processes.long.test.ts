import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createWebhookBus } from '@payloom/bus'
import type { PaymentStatusMessage } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../scripts/services/openPostgres.ts'
import { companySecret, openCompany, secretKey, type TestCompany } from './company.fixture.ts'
import { openTestServer, type TestServer } from './httpServer.fixture.ts'
import { type OrchestratorProcess, openProcess } from './process.fixture.ts'
import {
  allMethods,
  attemptId,
  busSecret,
  order,
  publishableKey,
  serviceToken,
  webhookPath,
} from './world.fixture.ts'

let folder: string
let company: TestCompany
let shop: TestServer
/** What the shop was told. While it sleeps it takes requests and answers none. */
let messages: PaymentStatusMessage[]
let arrivals: number
let isAsleep: boolean
let processes: OrchestratorProcess[]
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-orchestrator-'))
  writeFileSync(path.join(folder, 'orchestrator.json'), JSON.stringify(allMethods))
  ;[messages, arrivals, isAsleep, processes] = [[], 0, false, []]
  company = await openCompany()
  const bus = createWebhookBus({ secrets: [busSecret] })
  bus.subscribe(async ({ type, body }) => void (type === 'payment-status' && messages.push(body)))
  shop = await openTestServer(async ({ headers }, body, response) => {
    arrivals += 1
    if (isAsleep) return
    response.writeHead((await bus.receive({ headers, body })).status).end()
  })
})
afterEach(async () => {
  await Promise.all(processes.map(({ end }) => end('SIGKILL')))
  await Promise.all([shop.close(), company.close()])
  rmSync(folder, { recursive: true })
})

async function start(location: string): Promise<OrchestratorProcess> {
  const started = await openProcess({
    ORCHESTRATOR_PORT: '0',
    ...(location.startsWith('postgres') ? { DATABASE_URL: location } : { ORCHESTRATOR_DATABASE: location }),
    ORCHESTRATOR_CONFIG: path.join(folder, 'orchestrator.json'),
    ORCHESTRATOR_SERVICE_TOKEN: serviceToken,
    ORCHESTRATOR_BUS_URL: `${shop.url}/bus`,
    ORCHESTRATOR_BUS_SECRETS: busSecret,
    ORCHESTRATOR_SANDBOX_URL: company.url,
    ORCHESTRATOR_SANDBOX_SECRET_KEY: secretKey,
    ORCHESTRATOR_SANDBOX_PUBLISHABLE_KEY: publishableKey,
    ORCHESTRATOR_SANDBOX_WEBHOOK_SECRET: companySecret,
  })
  processes.push(started)
  return started
}

async function pay({ origin }: OrchestratorProcess, change: object = {}): Promise<number> {
  const body = { ...order, ...change }
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${serviceToken}`,
    'idempotency-key': body.attemptId,
  }
  return (await fetch(`${origin}/payment`, { method: 'POST', headers, body: JSON.stringify(body) })).status
}

async function tell({ origin }: OrchestratorProcess, index: number): Promise<number> {
  const { headers, body } = company.webhook(company.payments[index] ?? expect.fail())
  return (await fetch(`${origin}${webhookPath}`, { method: 'POST', headers, body })).status
}

/** A lease ends after six seconds, and whoever is left looks every five. */
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 25_000, interval: 20 })

function describeProcesses(locate: () => string): void {
  test('a process that is killed between a fact and its message leaves the message to the next one (E3, E9)', async () => {
    const location = locate()
    const first = await start(location)
    expect(await pay(first)).toBe(200)
    isAsleep = true
    expect(await tell(first, 0)).toBe(200)
    await soon(() => expect(arrivals).toBe(1))
    expect(await first.end('SIGKILL')).toEqual([null, 'SIGKILL'])
    isAsleep = false
    await start(location)
    await soon(() => expect(messages).toMatchObject([{ kind: 'captured', attemptId }]))
  }, 60_000)

  test('what a process has left to tell and to do when it is killed is taken up by one that lives (E9)', async () => {
    const location = locate()
    const dying = await start(location)
    const second = 'b'.repeat(32)
    expect(await pay(dying)).toBe(200)
    expect(await pay(dying, { attemptId: second })).toBe(200)
    isAsleep = true
    // The company does not answer it any more.
    company.spoil('refund', { before: () => undefined })
    expect(await tell(dying, 0)).toBe(200)
    expect(await tell(dying, 1)).toBe(200)
    const refunds = () => company.requests.filter(({ call }) => call === 'refund')
    await soon(() => expect([arrivals >= 2, refunds().length]).toEqual([true, 1]))
    // Not before: it might have taken the refund, and would be the one that hangs.
    const living = await start(location)
    await dying.end('SIGKILL')
    isAsleep = false
    await soon(() => expect(company.payments[1]?.refundedAmount.value).toBe(1999))
    await soon(() =>
      expect(messages.map(({ kind }) => kind).sort()).toEqual(['captured', 'captured', 'refunded']),
    )
    expect(new Set(refunds().map(({ key }) => key))).toEqual(new Set([`return-${second}`]))
    expect(await living.end('SIGTERM')).toEqual([0, null])
  }, 60_000)
}

describe('processes over a SQLite file', () => {
  describeProcesses(() => path.join(folder, 'ledger.db'))
})

const isMissing = findPostgres() === undefined
describe.skipIf(isMissing)(`processes over PostgreSQL${isMissing ? ' (not installed here)' : ''}`, () => {
  let server: PostgresServer | undefined
  beforeEach(async () => {
    server = await openPostgres()
  }, 30_000)
  afterEach(() => server?.close())
  describeProcesses(() => server?.url ?? '')
})
