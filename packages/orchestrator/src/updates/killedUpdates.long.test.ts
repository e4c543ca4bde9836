import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRabbitBus, type OutboxBus } from '@payloom/bus'
import { openDatabase } from '@payloom/bus/database'
import type { OrderUpdate, PaymentStatusMessage } from '@payloom/core/contract'
import { createSandbox } from '@payloom/sandbox'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { findBroker } from '../../../../scripts/services/findBroker.ts'
import { type Broker, openBroker } from '../../../../scripts/services/openBroker.ts'
import { findPostgres, openPostgres } from '../../../../scripts/services/openPostgres.ts'
import { companySecret, secretKey } from '../company.fixture.ts'
import { openTestServer } from '../httpServer.fixture.ts'
import { type OrchestratorProcess, openProcess } from '../process.fixture.ts'
import { allMethods, order, publishableKey, serviceToken, webhookPath } from '../world.fixture.ts'

const isMissing = findBroker() === undefined || findPostgres() === undefined
const refunds = 40
const soon = (check: () => unknown, timeout = 90_000) => vi.waitFor(check, { timeout, interval: 100 })

/** The sandbox company, a broker, a database, and two orchestrators in processes of their own. */
async function openProcesses() {
  const folder = mkdtempSync(path.join(tmpdir(), 'payloom-orchestrator-'))
  const file = path.join(folder, 'orchestrator.json')
  writeFileSync(file, JSON.stringify(allMethods))
  const processes: OrchestratorProcess[] = []
  const gate = await openTestServer(async ({ headers }, body, response) => {
    const living = processes.at(-1)?.origin ?? ''
    const sent = Object.entries(headers).filter(([name]) => name.startsWith('webhook-')) as [string, string][]
    const asked = fetch(`${living}${webhookPath}`, {
      method: 'POST',
      headers: Object.fromEntries(sent),
      body,
    })
    const answer = await asked.catch(() => undefined)
    response.writeHead(answer?.status ?? 503).end()
  })
  const sandbox = createSandbox({
    ...{ database: ':memory:', secretKey, publishableKey, allowedOrigins: ['http://shop.example'] },
    webhook: { url: gate.url, secret: companySecret },
  })
  const company = await sandbox.listen()
  const [broker, postgres] = [await openBroker(), await openPostgres()]
  if (!broker || !postgres) return expect.fail()
  const start = async (): Promise<void> => {
    const started = await openProcess({
      ...{ ORCHESTRATOR_PORT: '0', DATABASE_URL: postgres.url, AMQP_URL: broker.url },
      ...{ ORCHESTRATOR_CONFIG: file, ORCHESTRATOR_SERVICE_TOKEN: serviceToken },
      ORCHESTRATOR_SANDBOX_URL: `http://127.0.0.1:${company.port}`,
      ORCHESTRATOR_SANDBOX_PUBLIC_URL: company.origin,
      ORCHESTRATOR_SANDBOX_SECRET_KEY: secretKey,
      ORCHESTRATOR_SANDBOX_PUBLISHABLE_KEY: publishableKey,
      ORCHESTRATOR_SANDBOX_WEBHOOK_SECRET: companySecret,
    })
    processes.push(started)
  }
  await start()
  await start()
  onTestFinished(async () => {
    await Promise.all(processes.map(({ end }) => end('SIGKILL')))
    await Promise.all([sandbox.close(), gate.close(), broker.close(), postgres.close()])
    rmSync(folder, { recursive: true })
  }, 60_000)
  const call = async (url: string, init: RequestInit): Promise<Record<string, unknown>> =>
    (await (await fetch(url, init)).json()) as Record<string, unknown>
  return { processes, start, broker, postgres, company, call }
}

type Processes = Awaited<ReturnType<typeof openProcesses>>

async function payByCard({ processes, company, call }: Processes): Promise<void> {
  const { origin } = company
  const json = { 'content-type': 'application/json' }
  const own = { ...json, authorization: `Bearer ${publishableKey}`, origin, 'sec-fetch-site': 'same-origin' }
  const card = JSON.stringify({ number: '4111111111111111', expiry: '12/40', cvc: '123' })
  const { id } = await call(`${origin}/v1/tokens`, { method: 'POST', headers: own, body: card })
  const body = JSON.stringify({ ...order, data: { token: id } })
  const bearer = { authorization: `Bearer ${serviceToken}`, 'idempotency-key': order.attemptId }
  const paid = await fetch(`${processes[0]?.origin}/payment`, {
    ...{ method: 'POST', headers: { ...json, ...bearer }, body },
  })
  expect(paid.status).toBe(200)
}

/** What dies while the refunds are under way; the last one that is started lives. */
async function killInTurns({ processes, start, broker }: Processes & { broker: Broker }): Promise<void> {
  for (let kills = 0; kills < 4; kills += 1) {
    await processes.at(-2)?.end('SIGKILL')
    if (kills === 1) await broker.ctl('close_all_connections', 'test')
    await start()
  }
}

describe.skipIf(isMissing)('two processes over RabbitMQ and PostgreSQL', () => {
  test('refunds that two shops publish twice, while orchestrators are killed in turn, go back once each (E3, E9, E11)', async () => {
    const world = await openProcesses()
    const { broker, postgres, company, call } = world
    const told: PaymentStatusMessage[] = []
    const openShop = (): OutboxBus => {
      const shop = createRabbitBus({ url: broker.url, side: 'shop' })
      shop.subscribe(async ({ type, body }) => void (type === 'payment-status' && told.push(body)))
      return shop
    }
    const shops = [openShop(), openShop()]
    onTestFinished(async () => void (await Promise.all(shops.map((shop) => shop.close()))), 30_000)
    await payByCard(world)
    await soon(() => expect(told).toMatchObject([{ kind: 'captured' }]))
    const killing = killInTurns(world)
    const amount = { value: 10, currency: 'EUR' }
    for (let index = 0; index < refunds; index += 1) {
      const updateId = `back-${index}`
      const body: OrderUpdate = { updateId, orderId: 'payment-1', status: 'refunded', refund: { amount } }
      for (const shop of shops)
        await soon(() => shop.publish({ messageId: updateId, type: 'order-update', body }))
    }
    await killing
    const names = Array.from({ length: refunds }, (_, index) => `back-${index}`)
    const heard = () => new Set(told.flatMap(({ orderUpdateId = [] }) => orderUpdateId))
    await soon(() => expect(heard()).toEqual(new Set(names)))
    const headers = { authorization: `Bearer ${secretKey}` }
    const { kept } = await call(`http://127.0.0.1:${company.port}/ledger`, { headers })
    expect(kept).toEqual([{ value: 1999 - refunds * 10, currency: 'EUR' }])
    expect(told.every(({ kind }) => kind === 'captured' || kind === 'refunded')).toBe(true)
    // One fact each, whatever was told twice.
    expect(new Set(told.map(({ factId }) => factId)).size).toBe(refunds + 1)
    const ledger = openDatabase({ location: postgres.url })
    onTestFinished(() => ledger.close())
    const open = 'SELECT count(*) AS open FROM payloom_orchestrator.chores'
    await soon(async () => expect(await ledger.get(open)).toEqual({ open: 0 }))
  }, 240_000)
})
