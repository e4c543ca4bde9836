import { createWebhookBus, createWebhookSigner } from '@payloom/bus'
import type { OrderUpdate, PaymentStatusMessage } from '@payloom/core/contract'
import { expect, vi } from 'vitest'
import { companySecret, openCompany, secretKey, type TestCompany } from './company.fixture.ts'
import { createPlainConnector } from './connectors/plain/createPlainConnector.ts'
import { createSandboxConnector } from './connectors/sandbox/createSandboxConnector.ts'
import { createOrchestrator, type Orchestrator, type OrchestratorOptions } from './createOrchestrator.ts'
import { openTestServer } from './httpServer.fixture.ts'
import type { LogEntry } from './log.ts'
import type { TestPayment } from './testPayment.fixture.ts'

export const serviceToken = 'shop:very_secret_token'
export const busSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
export const publishableKey = 'pk_public'

const account = { iban: 'NL91ABNA0417164300', beneficiary: 'Shop' }

/** Every method of the sandbox company, and the free one. */
export const allMethods = {
  providers: [
    {
      providerId: 'sandbox',
      methods: [
        ...[
          'card',
          'bank',
          'formpost',
          'qr',
          'await',
          'banktransfer',
          'paybutton',
          'precheck',
          'steps',
          'gift',
        ],
        'teardown',
      ].map((methodId) => ({ methodId, config: { title: methodId } })),
    },
    {
      providerId: 'plain',
      methods: [
        { methodId: 'free', config: { title: 'Nothing to pay' } },
        { methodId: 'banktransfer', config: { title: 'Transfer', details: account } },
      ],
    },
  ],
}

export const configuration = {
  providers: [
    { providerId: 'sandbox', methods: [{ methodId: 'card', config: { title: 'Card' } }] },
    {
      providerId: 'plain',
      methods: [
        {
          methodId: 'cash',
          config: {
            title: 'Cash',
            surcharge: [{ fixed: [{ currency: 'EUR', amount: 1.5 }] }],
            details: { instructions: ['Have it ready.'] },
          },
        },
        {
          methodId: 'banktransfer',
          config: { title: 'Transfer', details: account },
        },
        { methodId: 'pickup', config: { title: 'Pickup' } },
        {
          methodId: 'invoice',
          config: { title: 'Invoice', countries: ['DE'], details: { instructions: ['Later.'] } },
        },
      ],
    },
  ],
}

/** A shop's bus, a company and an orchestrator, each over real HTTP. */
export interface World {
  company: TestCompany
  orchestrator: Orchestrator
  url: string
  /** What the shop was told, in the order of arrival. */
  messages: PaymentStatusMessage[]
  /** The status that the shop answers messages with; 0: what its bus says. */
  shop: { status: number }
  log: LogEntry[]
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  pay(change?: Record<string, unknown>): Promise<Answer>
  /** Tells the orchestrator the newest event of a payment. */
  tell(payment: TestPayment | undefined, change?: Record<string, unknown>): Promise<Answer>
  /** The shop tells of an order, signed. */
  send(update: OrderUpdate): Promise<Answer>
  /** Starts a second orchestrator on the same database; calls go to it while `world.url` is its. */
  openTwin(change?: Partial<OrchestratorOptions>): Promise<{ url: string; close(): Promise<void> }>
  /** Ends the orchestrator and starts another on the same database. */
  restart(change?: Partial<OrchestratorOptions>): Promise<void>
  close(): Promise<void>
}

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  body: any
}

export const attemptId: string = 'a'.repeat(32)
export const webhookPath = '/api/payment/webhook/demo/shop/local/sandbox'

export const order = {
  id: 'payment-1',
  currency: 'EUR',
  total: 19.99,
  amount: 19.99,
  items: [{ id: 'mug', name: 'Mug', quantity: 1, price: 19.99 }],
  orderReference: 'ORDER-7',
  country: 'NL',
  provider: 'sandbox',
  method: 'card',
  purpose: 'pay',
  attemptId,
  returnUrl: 'http://shop.example/return/x',
  data: { token: 'tok_approve' },
}

export async function openWorld(
  options: Partial<OrchestratorOptions> & { timeout?: number } = {},
): Promise<World> {
  const company = await openCompany()
  const messages: PaymentStatusMessage[] = []
  const log: LogEntry[] = []
  const shop = { status: 0 }
  const bus = createWebhookBus({ secrets: [busSecret] })
  const { clock } = options
  const signer = createWebhookSigner({ secrets: [busSecret], ...(clock === undefined ? {} : { clock }) })
  bus.subscribe(async ({ type, body }) => void (type === 'payment-status' && messages.push(body)))
  const shopServer = await openTestServer(async ({ headers }, body, response) => {
    const status = shop.status || (await bus.receive({ headers, body })).status
    response.writeHead(status).end()
  })
  const start = (change: Partial<OrchestratorOptions> = {}): Orchestrator =>
    createOrchestrator({
      configuration,
      connectors: [
        createSandboxConnector({
          ...{ url: company.url, publicUrl: 'http://company.example', secretKey, publishableKey },
          webhookSecrets: [companySecret],
          ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
        }),
        createPlainConnector(),
      ],
      database: ':memory:',
      serviceToken,
      bus: { url: `${shopServer.url}/bus`, secrets: [busSecret] },
      random: () => 0,
      log: (entry) => log.push(entry),
      ...options,
      ...change,
    })
  const first = start()
  const world: World = {
    ...{ company, messages, shop, log, orchestrator: first, url: (await first.listen()).origin },
    async call(method, path, body, headers = {}) {
      const response = await fetch(`${world.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${serviceToken}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        redirect: 'manual',
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
    },
    pay(change = {}) {
      const body = { ...order, ...change }
      return world.call('POST', '/payment', body, { 'idempotency-key': body.attemptId })
    },
    async tell(payment, change) {
      if (!payment) throw new Error('There is no such payment to tell of.')
      const { headers, body } = company.webhook(payment, change)
      return await world.call('POST', webhookPath, body, headers)
    },
    async send(update) {
      const body = JSON.stringify(update)
      const signed = signer.sign(update.updateId, body)
      return await world.call('POST', '/bus', body, { ...signed, authorization: '' })
    },
    async openTwin(change) {
      const twin = start(change)
      return { url: (await twin.listen()).origin, close: twin.close }
    },
    async restart(change) {
      await world.orchestrator.close()
      world.orchestrator = start(change)
      world.url = (await world.orchestrator.listen()).origin
    },
    async close() {
      await world.orchestrator.close()
      await shopServer.close()
      await company.close()
    },
  }
  return world
}

/** Waits for something that arrives over HTTP. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 5000, interval: 5 })
}

/** Proves that the shop is told these kinds and nothing else: what was recorded is known, and a later message has arrived too. */
export async function expectNothingBut(world: World, kinds: string[]): Promise<void> {
  const marker = 'f'.repeat(32)
  await world.pay({ id: 'payment-marker', attemptId: marker, provider: 'plain', method: 'banktransfer' })
  const recorded = world.log.filter((entry) => entry.event === 'fact-recorded' && entry.attemptId !== marker)
  expect(recorded).toMatchObject(kinds.map((kind) => ({ kind })))
  await eventually(() => expect(world.messages).toHaveLength(kinds.length + 1))
  const told = world.messages.filter((message) => message.attemptId !== marker)
  expect(told.map(({ kind }) => kind)).toEqual(kinds)
}
