// The shop of the bench, as a process of its own: one article, one purchase per session, and the payment service. The guards that a
// shop could lack are taken out around the service, by what is passed in.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createOrchestratorClient,
  createPaymentService,
  createSqliteStore,
  toNodeHandler,
} from '@payloom/server'
import * as v from 'valibot'
import { createForgetfulStore } from './createForgetfulStore.ts'
import { createScatteredClient } from './createScatteredClient.ts'
import { isBought, openShopBooks } from './openShopBooks.ts'

const read = (name: string): string => {
  const value = process.env[name]
  if (value) return value
  throw new Error(`the bench's shop: set ${name}.`)
}
const log = (entry: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(entry)}\n`)

const tenant = 'races'
const isClaiming = process.env.RACES_WITHOUT_CLAIM !== '1'
const books = openShopBooks(read('SHOP_DATABASE'))
const kept = createSqliteStore({ path: `${read('SHOP_DATABASE')}-payments` })
const { store: forgetful, forgetting } = createForgetfulStore(kept)
const store = isClaiming ? kept : forgetful
const client = createOrchestratorClient({
  url: read('PAYMENTS_ORCHESTRATOR_URL'),
  serviceUser: read('PAYMENTS_SERVICE_USER'),
  serviceToken: read('PAYMENTS_SERVICE_TOKEN'),
})
const readRecord = (paymentId: string) => store.read({ tenant, paymentId })

const service = createPaymentService({
  async authorize(request, _need, ref) {
    const purchase = books.find(sessionOf(request.headers.get('cookie')))
    if (!purchase) return ref ? null : 'expired'
    const { session: subject, paymentId } = purchase
    if (ref && ref.paymentId !== paymentId) return null
    return { tenant, subject, paymentId, via: 'session' }
  },
  orders: {
    when: 'before-payment',
    async resolve(subject, { paymentId }) {
      const purchase = books.find(subject)
      return purchase ? books.payable(purchase, await readRecord(paymentId)) : null
    },
    place: async (payable, { attemptId }) => ({ orderId: books.place(payable, attemptId) }),
  },
  orchestrator: isClaiming ? client : createScatteredClient(client, kept),
  store,
  redirectBaseUrl: read('PAYMENTS_REDIRECT_BASE_URL'),
  returnPage: '/return',
  observe(event) {
    if (event.type === 'error') log({ event: 'error', where: event.where, error: String(event.error) })
  },
})
const payments = toNodeHandler(service)

const cartSchema = v.object({
  quantity: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
  shipping: v.exactOptional(v.picklist(['standard', 'express'])),
})

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    log({ event: 'broken', error: String(error) })
    response.destroy()
  })
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url = '/' } = request
  const attemptId = request.headers['idempotency-key']
  const pay = () => payments(request, response)
  const isClaim = method === 'POST' && url.endsWith('/attempts') && typeof attemptId === 'string'
  if (await (isClaim ? forgetting(attemptId, pay) : pay())) return
  const session = sessionOf(request.headers.cookie)
  if (method === 'POST' && url === '/session') return begin(session, response)
  if (method === 'PUT' && url === '/cart') return changeCart(session, request, response)
  reply(response, url === '/return' || url.startsWith('/return?') ? 200 : 404)
}

function begin(known: string, response: ServerResponse): void {
  const { session, paymentId } = books.find(known) ?? books.begin()
  response.setHeader('Set-Cookie', `session=${session}; HttpOnly; SameSite=Lax; Path=/`)
  reply(response, 200, { paymentId })
}

async function changeCart(
  session: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const change = v.parse(cartSchema, JSON.parse(Buffer.concat(chunks).toString()))
  const purchase = books.find(session)
  if (!purchase) return reply(response, 404)
  const record = await readRecord(purchase.paymentId)
  // An order that stands is changed by nobody; one that is being paid is, in a shop that takes no locks.
  if (record && isBought(record)) return reply(response, 409)
  books.changeCart(session, change)
  reply(response, 200)
}

function reply(response: ServerResponse, status: number, body: object = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}

function sessionOf(cookie: string | null | undefined): string {
  return /(?:^|; )session=(s_[0-9a-f]{32})/.exec(cookie ?? '')?.[1] ?? ''
}

const close = (): void => {
  server.close()
  server.closeAllConnections()
  void service
    .close()
    .then(() => store.close())
    .then(() => books.close())
}
process.on('SIGTERM', close)
process.on('SIGINT', close)
server.listen(Number(read('SHOP_PORT')), '127.0.0.1', () => {
  log({ event: 'listening', port: (server.address() as AddressInfo).port })
})
