import { createServer } from 'node:http'
import { createMemoryBus, type OutboxBus } from '@payloom/bus'
import type { MethodList, PaymentResult, PaymentState, Problem } from '@payloom/core/contract'
import { createPaymentService } from './createPaymentService.ts'
import {
  closeServer,
  type FakeOrchestrator,
  listen,
  openFakeOrchestrator,
} from './fakeOrchestrator.fixture.ts'
import { createOrchestratorClient } from './orchestrator/createOrchestratorClient.ts'
import type { OrderAttempt, Orders, PlacedOrder } from './orders/Orders.ts'
import type { Payable } from './orders/Payable.ts'
import type { PaymentService } from './PaymentService.ts'
import type { PaymentServiceOptions } from './PaymentServiceOptions.ts'
import type { ServiceEvent } from './ServiceEvent.ts'
import type { PaymentStore } from './store/PaymentStore.ts'
import { openTestStore } from './testStore.fixture.ts'
import { toNodeHandler } from './toNodeHandler.ts'

export const eur = (value: number): { value: number; currency: string } => ({ value, currency: 'EUR' })
/** An attempt id that reads well in a failing test. */
export const attemptId = (serial: number): string => serial.toString(16).padStart(32, '0')

/** What a call answered. */
export interface Answer<T = unknown> {
  status: number
  headers: Headers
  body: T
  text: string
}

/** A cart of the shop. */
export type Cart = Payable & { subject: string; tenant: string }

/** A small shop with its service mounted in node:http, an orchestrator that a test scripts, and a bus in memory. */
export interface TestShop {
  url: string
  origin: string
  service: PaymentService
  orchestrator: FakeOrchestrator
  bus: OutboxBus
  store: PaymentStore
  carts: Map<string, Cart>
  /** Sessions of customers, by their subject; all others are guests. */
  customers: Map<string, string>
  placed: OrderAttempt[]
  events: ServiceEvent[]
  place: (payable: Payable, attempt: OrderAttempt) => Promise<PlacedOrder>
  call<T = unknown>(
    who: string,
    call: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>
  list(who?: string): Promise<MethodList>
  quote(method?: string, who?: string): Promise<string>
  pay(serial: number, more?: Record<string, unknown>, who?: string): Promise<Answer<PaymentResult & Problem>>
  status(who?: string): Promise<PaymentState>
  close(): Promise<void>
}

export type ShopOptions = Partial<PaymentServiceOptions> & {
  /** What the shop answers a wallet; without it wallets cannot ask. */
  reprice?: Orders['quote']
  restoreCart?: Orders['restoreCart']
  orchestratorTimeout?: number
  paymentTimeout?: number
}

export function createCart(paymentId: string, subject: string, tenant = 'shop'): Cart {
  return {
    paymentId,
    subject,
    tenant,
    version: 'v1',
    total: eur(2000),
    currency: 'EUR',
    country: 'NL',
    email: 'ada@example.com',
    items: [{ id: 'scarf', name: 'Scarf', quantity: 2, price: eur(1000) }],
  }
}

export async function openTestShop(options: ShopOptions = {}): Promise<TestShop> {
  const orchestrator = await openFakeOrchestrator()
  const bus = createMemoryBus()
  const store = options.store ?? openTestStore()
  const carts = new Map([
    ['cart-1', createCart('cart-1', 'ada')],
    ['cart-2', createCart('cart-2', 'bob')],
  ])
  const customers = new Map<string, string>()
  const placed: OrderAttempt[] = []
  const events: ServiceEvent[] = []
  const { orchestratorTimeout, paymentTimeout, reprice, restoreCart, ...overrides } = options
  const service = createPaymentService({
    authorize: async (request, _need, ref) => {
      const subject = /session=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1]
      if (subject === 'expired') return 'expired'
      const own = [...carts.values()].filter((cart) => cart.subject === subject)
      const cart = ref ? own.find(({ paymentId }) => paymentId === ref.paymentId) : own[0]
      if (subject === undefined || (ref && !cart)) return null
      const customerId = customers.get(subject)
      return {
        tenant: cart?.tenant ?? 'shop',
        subject,
        ...(customerId === undefined ? {} : { customerId }),
        paymentId: cart?.paymentId ?? null,
        via: 'session',
      }
    },
    orders: {
      resolve: async (_subject, ref) => carts.get(ref.paymentId) ?? null,
      place: (payable, attempt) => shop.place(payable, attempt),
      when: 'before-payment',
      customer: async (subject) => (customers.has(subject) ? { currency: 'EUR', country: 'NL' } : null),
      ...(reprice ? { quote: reprice } : {}),
      ...(restoreCart ? { restoreCart } : {}),
    },
    orchestrator: createOrchestratorClient({
      url: orchestrator.url,
      serviceUser: 'user',
      serviceToken: 'service-token-canary',
      observe: (event) => events.push(event),
      ...(orchestratorTimeout === undefined ? {} : { timeout: orchestratorTimeout }),
      ...(paymentTimeout === undefined ? {} : { paymentTimeout }),
    }),
    store,
    bus,
    redirectBaseUrl: 'https://shop.example',
    observe: (event) => events.push(event),
    ...overrides,
  })
  const handle = toNodeHandler(service)
  const server = createServer((request, response) => {
    void handle(request, response).then((handled) => handled || response.writeHead(404).end('not ours'))
  })
  const origin = await listen(server)
  const url = `${origin}/api/payments`
  const shop: TestShop = {
    url,
    origin,
    service,
    orchestrator,
    bus,
    store,
    carts,
    customers,
    placed,
    events,
    async place(_payable, attempt) {
      placed.push(attempt)
      return { orderId: 'order-1' }
    },
    call: (who, call, body, headers) => callShop(url, who, call, body, headers),
    async list(who = 'ada') {
      return (await shop.call<MethodList>(who, 'GET /methods')).body
    },
    async quote(method = 'card', who = 'ada') {
      const { methods } = await shop.list(who)
      return methods.find((row) => row.method === method)?.quote ?? ''
    },
    async pay(serial, more = {}, who = 'ada') {
      const { method = 'card', provider = 'sandbox', quote, ...rest } = more
      const body = {
        provider,
        method,
        purpose: 'pay',
        data: { token: 'tok_1' },
        quote: quote ?? (await shop.quote(method as string, who)),
        ...rest,
      }
      return payWith(shop, serial, body, who)
    },
    async status(who = 'ada') {
      return (await shop.call<PaymentState>(who, `GET /payments/${paymentOf(who)}`)).body
    },
    async close() {
      await service.close()
      await closeServer(server)
      await orchestrator.close()
      await bus.close()
      await store.close()
    },
  }
  return shop
}

export const paymentOf = (who: string): string => (who === 'bob' ? 'cart-2' : 'cart-1')

/** Sends a `validate` with exactly this body. */
export function payWith(
  shop: Pick<TestShop, 'call'>,
  serial: number,
  body: unknown,
  who = 'ada',
): Promise<Answer<PaymentResult & Problem>> {
  const path = `POST /payments/${paymentOf(who)}/attempts`
  return shop.call(who, path, body, { 'idempotency-key': attemptId(serial) })
}

async function callShop<T>(
  url: string,
  who: string,
  call: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const [method = 'GET', path = ''] = call.split(' ')
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      cookie: `session=${who}`,
      ...(method === 'GET'
        ? {}
        : {
            'payloom-contract': '1',
            'content-type': 'application/json',
            origin: 'https://shop.example',
          }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : undefined) as T,
  }
}
