import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWebhookBus, createWebhookSigner } from '@payloom/bus'
import {
  createPaymentService,
  createSqliteStore,
  type PaymentService,
  type PaymentStore,
  toNodeHandler,
} from '@payloom/server'
import type { Random } from '../races/createRandom.ts'
import { type BenchClock, createBenchClock } from './createBenchClock.ts'
import { type Books, createBooks, type Purchase, sayYes } from './createBooks.ts'
import { type Canaries, createCanaries } from './createCanaries.ts'
import { type CanaryOrchestrator, createCanaryOrchestrator } from './createCanaryOrchestrator.ts'
import { createCanaryOrders } from './createCanaryOrders.ts'
import { type Filling, fillWorld, tell } from './fillWorld.ts'
import { createSender, type Sender } from './sendRequest.ts'

/** A shop's payment service over real HTTP, with payments in every state, each with a canary in all that belongs to it. */
export interface IsolationWorld {
  books: Books
  canaries: Canaries
  orchestrator: CanaryOrchestrator
  sender: Sender
  clock: BenchClock
  /** What is stored of a purchase, at the shop and with the company, but for what time alone changes. */
  fingerprint(purchase: Purchase): Promise<string>
  /** Has the orchestrator tell the shop that something happened to it. */
  tell(purchase: Purchase, kind: string): Promise<void>
  /** Id of the newest event of its stream. */
  eventId(purchase: Purchase): Promise<string>
  close(): Promise<void>
}

const secret = `whsec_${Buffer.from('isolation'.repeat(4)).toString('base64')}`

/** Opens it. `isOpen` replaces the shop's `authorize` by one that says yes, once the payments are there. */
export async function openIsolationWorld(random: Random, isOpen: boolean): Promise<IsolationWorld> {
  const books = createBooks(random)
  const canaries = createCanaries(random)
  const orchestrator = createCanaryOrchestrator(canaries)
  const clock = createBenchClock()
  const store = createSqliteStore({ path: ':memory:', now: () => clock.now() })
  const bus = createWebhookBus({ secrets: [secret], clock })
  let authorize = books.authorize
  const service = createPaymentService({
    ...{ store, bus, clock, env: {}, sealCost: 2 },
    authorize: (request, need, ref) => authorize(request, need, ref),
    orders: createCanaryOrders(books, canaries),
    orchestrator: (tenant) => orchestrator.client(tenant),
    redirectBaseUrl: 'https://shop.example',
    limits: { callsPerMinute: 1e9, attemptsPerMinute: 1e9 },
  })
  const { port, close } = await serve(service)
  const sender = createSender(port)
  const signer = createWebhookSigner({ secrets: [secret], clock })
  const filling: Filling = {
    ...{ books, canaries, orchestrator, sender },
    sign: (id, body) => signer.sign(id, body),
  }
  await fillWorld(filling)
  if (isOpen) authorize = sayYes
  return {
    ...{ books, canaries, orchestrator, sender, clock },
    tell: (purchase, kind) => tell(filling, purchase, kind),
    fingerprint: (purchase) => fingerprintOf(store, orchestrator, purchase),
    async eventId({ owner, paymentId }) {
      const record = await store.read({ tenant: owner.tenant, paymentId })
      return `${record?.epoch ?? 0}.${record?.seq ?? 0}`
    },
    async close() {
      sender.close()
      await service.close()
      await close()
      await bus.close()
      await store.close()
    },
  }
}

async function serve(service: PaymentService): Promise<{ port: number; close(): Promise<void> }> {
  const handle = toNodeHandler(service)
  const server = createServer((request, response) => {
    void handle(request, response).then((isOurs) => isOurs || response.writeHead(404).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function fingerprintOf(
  store: PaymentStore,
  orchestrator: CanaryOrchestrator,
  { owner, paymentId }: Purchase,
): Promise<string> {
  const { tenant, customerId } = owner
  const record = await store.read({ tenant, paymentId })
  const timeless = {
    ...record,
    due: undefined,
    unpaidSince: undefined,
    heldSince: undefined,
    epoch: undefined,
  }
  const stored = customerId === undefined ? [] : orchestrator.stored(tenant, customerId)
  return JSON.stringify([timeless, stored, orchestrator.changes(tenant, paymentId)])
}
