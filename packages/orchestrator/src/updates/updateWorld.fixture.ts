import { type Database, openDatabase } from '@payloom/bus/database'
import {
  type OrderUpdate,
  orderUpdateSchema,
  type PaymentStatusMessage,
  type PaymentValidationPayload,
  paymentStatusMessageSchema,
} from '@payloom/core/contract'
import { createSandbox } from '@payloom/sandbox'
import * as v from 'valibot'
import { expect, onTestFinished } from 'vitest'
import type { Context } from '../Context.ts'
import { runChore } from '../chores/runChore.ts'
import { companySecret, secretKey } from '../company.fixture.ts'
import { parseConfiguration } from '../configuration/parseConfiguration.ts'
import type { Connector } from '../connectors/Connector.ts'
import { createPlainConnector } from '../connectors/plain/createPlainConnector.ts'
import { createSandboxConnector } from '../connectors/sandbox/createSandboxConnector.ts'
import { createKeyedQueue } from '../createKeyedQueue.ts'
import { openTestServer } from '../httpServer.fixture.ts'
import type { LogEntry } from '../log.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { createPayment } from '../payments/createPayment.ts'
import { createStore } from '../store/createStore.ts'
import { ledgerSchema } from '../store/ledgerSchema.ts'
import type { Store } from '../store/Store.ts'
import { receiveWebhook } from '../webhooks/receiveWebhook.ts'
import { allMethods, eventually, order, publishableKey } from '../world.fixture.ts'
import { acceptOrderUpdate } from './acceptOrderUpdate.ts'

/** What goes wrong with the next thing that the company is asked to do: it never arrives, or nobody hears that it was done. */
export type UpdateFault = 'none' | 'before' | 'lost'

/** The sandbox company over HTTP and an orchestrator's ledger and chores, both moved by the test. */
export interface UpdateWorld {
  clock: ManualClock
  log: LogEntry[]
  /** What the shop was told, each message once. */
  messages: PaymentStatusMessage[]
  fault: UpdateFault
  context(): Context
  /** Pays, and lets the company's webhooks in. */
  pay(change?: Record<string, unknown>): Promise<string>
  payByCard(change?: Record<string, unknown>): Promise<string>
  /** What the shop says, as the bus brings it. */
  tell(update: OrderUpdate): Promise<void>
  refund(updateId: string, value?: number, currency?: string): Promise<void>
  /** Does what is due, in rounds of ten minutes, until nothing is left to do. */
  work(rounds?: number): Promise<void>
  /** The process ends; what the ledger holds is all that the next one knows. */
  kill(change?: { store?: (store: Store) => Store; connectors?: Connector[] }): void
  /** Lets the company's webhooks in, also those that are still on their way. */
  deliver(): Promise<void>
  ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
  /** Of the company's, per currency, in minor units. */
  kept(): Promise<unknown>
  /** What the shop was told of an update, kind and amount. */
  toldOf(updateId: string): unknown[]
  connector: Connector
  database: Database
}

/** @param location of the ledger; nothing is kept by default */
export async function openUpdateWorld(location = ':memory:'): Promise<UpdateWorld> {
  const webhooks: { headers: Record<string, string>; body: string }[] = []
  const gate = await openTestServer(({ headers }, body, response) => {
    webhooks.push({ headers: headers as Record<string, string>, body })
    response.writeHead(204).end()
  })
  const sandbox = createSandbox({
    ...{ database: ':memory:', secretKey, publishableKey, allowedOrigins: ['http://shop.example'] },
    webhook: { url: gate.url, secret: companySecret },
    random: () => 0,
  })
  const { port, origin } = await sandbox.listen()
  const url = `http://127.0.0.1:${port}`
  const fetchFromCompany: typeof fetch = async (input, init) => {
    const fault = init?.method === 'POST' ? world.fault : 'none'
    if (fault !== 'none') world.fault = 'none'
    if (fault === 'before') throw new TypeError('fetch failed')
    const response = await fetch(input, init)
    if (fault === 'lost') throw new TypeError('fetch failed')
    return response
  }
  const keys = { secretKey, publishableKey, webhookSecrets: [companySecret] }
  const connector = createSandboxConnector({ url, publicUrl: origin, ...keys, fetch: fetchFromCompany })
  const clock = createManualClock()
  const log: LogEntry[] = []
  const database = openDatabase({ location, schema: ledgerSchema })
  const sent = new Map<string, PaymentStatusMessage>()
  const openStore = (): Store =>
    createStore({
      ...{ database, clock, log: (entry) => void log.push(entry) },
      bus: {
        *enqueue({ messageId, body }) {
          yield* []
          if (sent.has(messageId)) return
          const message = v.parse(paymentStatusMessageSchema, body)
          sent.set(messageId, message)
          world.messages.push(message)
        },
        wake: () => undefined,
      },
    })
  const configuration = parseConfiguration({
    providers: allMethods.providers.map((provider) =>
      provider.providerId === 'plain'
        ? { ...provider, methods: [...provider.methods, { methodId: 'pickup', config: { title: 'Pickup' } }] }
        : provider,
    ),
  })
  let store = openStore()
  let connectors: Connector[] = [connector, createPlainConnector()]
  const ask: UpdateWorld['ask'] = async (method, path, body) => {
    const headers = {
      authorization: `Bearer ${secretKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': path }),
    }
    const sending = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    return (await (await fetch(`${url}${path}`, sending)).json()) as Record<string, unknown>
  }
  const world: UpdateWorld = {
    ...{ clock, log, messages: [], fault: 'none', connector, database, ask },
    context: () => ({
      ...{ store, clock, configuration, queue: createKeyedQueue() },
      log: (entry) => void log.push(entry),
      connectors: new Map(connectors.map((one) => [one.provider, one])),
    }),
    async pay(change = {}) {
      const payload = { ...order, ...change } as unknown as PaymentValidationPayload
      const { id = '' } = await createPayment(world.context(), payload, payload.attemptId)
      await world.deliver()
      return id
    },
    async payByCard(change) {
      const headers = {
        'content-type': 'application/json',
        ...{ authorization: `Bearer ${publishableKey}`, origin, 'sec-fetch-site': 'same-origin' },
      }
      const card = JSON.stringify({ number: '4111111111111111', expiry: '12/40', cvc: '123' })
      const made = await fetch(`${origin}/v1/tokens`, { method: 'POST', headers, body: card })
      const { id } = (await made.json()) as { id: string }
      return await world.pay({ data: { token: id }, ...change })
    },
    async tell(update) {
      const body = v.parse(orderUpdateSchema, update)
      await acceptOrderUpdate(world.context(), {
        ...{ messageId: update.updateId, type: 'order-update', body },
      })
    },
    refund: (updateId, value, currency = 'EUR') =>
      world.tell({
        ...{ updateId, orderId: 'payment-1', status: 'refunded' },
        refund: value === undefined ? {} : { amount: { value, currency } },
      }),
    async work(rounds = 20) {
      for (let round = 0; round < rounds; round += 1) {
        clock.advance(600_000)
        const due = await store.findDueChores()
        if (due.length === 0) return
        for (const chore of due) {
          const result = await runChore(world.context(), chore).catch(() => 'later' as const)
          if (result === 'done') await store.finishChore(chore)
          else await store.postponeChore(chore, clock.now() + 1)
        }
      }
    },
    kill(change = {}) {
      store = change.store?.(openStore()) ?? openStore()
      connectors = change.connectors ?? connectors
    },
    async deliver() {
      const { payments } = (await ask('GET', '/ledger')) as { payments: { events: unknown[] }[] }
      const expected = payments.reduce((sum, { events }) => sum + events.length, 0)
      await eventually(() => expect(webhooks).toHaveLength(expected))
      for (const { headers, body } of webhooks) {
        await receiveWebhook(world.context(), 'sandbox', headers, body)
      }
    },
    kept: async () => (await ask('GET', '/ledger')).kept,
    toldOf: (updateId) =>
      world.messages
        .filter(({ orderUpdateId }) => orderUpdateId === updateId)
        .map(({ kind, amount, reason, tracking }) => ({
          kind,
          ...(amount === undefined ? {} : { amount: amount.value }),
          ...(reason === undefined ? {} : { reason }),
          ...(tracking === undefined ? {} : { tracking }),
        })),
  }
  onTestFinished(async () => {
    await sandbox.close()
    await store.close()
    await gate.close()
  })
  return world
}
