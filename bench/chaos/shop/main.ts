// One of the bench's two shop processes: the real payment service over the real broker and one store, with places in it where it can be made to
// die. What a shop could get wrong is put around the service, by what is passed in.
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRabbitBus, type EventBus } from '@payloom/bus'
import { PaymentEvents } from '@payloom/core/contract'
import { createPaymentService, type PaymentService, toNodeHandler } from '@payloom/server'
import { canaryOf, paymentIdOf, total } from '../chaosEvent.ts'
import { createLonelyClient } from './createLonelyClient.ts'
import { createTrap, type DeathPlace, isDeathPlace } from './createTrap.ts'
import { openChaosStore } from './openChaosStore.ts'

const read = (name: string): string => {
  const value = process.env[name]
  if (value) return value
  throw new Error(`the bench's shop: set ${name}.`)
}
const log = (entry: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(entry)}\n`)

const book = read('CHAOS_BOOK')
const isAckLast = process.env.CHAOS_WITHOUT_ACK_ORDER !== '1'
const trap = createTrap()
const store = openChaosStore(read('CHAOS_STORE'), trap)
const rabbit = createRabbitBus({
  ...{ url: read('AMQP_URL'), side: 'shop' },
  log: (entry) => log({ ...entry }),
})

/** Handlers as the service gives them, but for the moment at which the message is acknowledged. */
const bus: EventBus = {
  ...rabbit,
  subscribe: (handler) =>
    rabbit.subscribe(async (message) => {
      if (isAckLast) {
        await handler(message)
        // The acknowledgement is written once this has resolved.
        setTimeout(() => trap.pass('after-ack'), 5)
        return
      }
      setTimeout(() => void handler(message).catch(() => undefined), 50)
      setTimeout(() => trap.pass('after-ack'), 5)
    }),
}
const numberOf = (cookie: string | null): number | undefined => {
  const number = /(?:^|; )session=s_(\d+)/.exec(cookie ?? '')?.[1]
  return number === undefined ? undefined : Number(number)
}
const money = { value: total, currency: 'EUR' }

const service = createPaymentService({
  async authorize(request, _need, ref) {
    const payment = numberOf(request.headers.get('cookie'))
    if (payment === undefined) return null
    const paymentId = paymentIdOf(payment)
    if (ref && ref.paymentId !== paymentId) return null
    return { tenant: 'chaos', subject: `s_${payment}`, paymentId, via: 'session' }
  },
  orders: {
    when: 'before-payment',
    resolve: async (_subject, { paymentId }) => ({
      ...{ paymentId, version: 'v1', total: money, currency: 'EUR', country: 'NL' },
      items: [{ id: 'shawl', name: 'Shawl', quantity: 1, price: money }],
    }),
    place: async ({ paymentId }) => ({
      orderId: canaryOf(Number(paymentId.split('_').at(-1))),
    }),
  },
  orchestrator: createLonelyClient(),
  ...{ store, bus, sealCost: 2 },
  limits: { callsPerMinute: 100_000 },
  redirectBaseUrl: 'http://127.0.0.1',
  allowedOrigins: ['http://127.0.0.1'],
  observe(event) {
    if (event.type === 'error') log({ event: 'error', where: event.where, error: String(event.error) })
  },
})
service.on(PaymentEvents.PAYMENT_STATUS_UPDATED, ({ payload }) => {
  appendFileSync(book, `${(payload as { n: number }).n}\n`)
  // Another turn: what follows the handlers must not have been done by then.
  trap.pass('after-handler')
})

/** Streams whose every write may be the last thing that this process does. */
const streaming: Pick<PaymentService, 'basePath' | 'answer'> = {
  basePath: service.basePath,
  async answer(request, caller) {
    const answer = await service.answer(request, caller)
    if (answer.kind !== 'stream') return answer
    return {
      ...answer,
      open: (sink) =>
        answer.open({
          ...sink,
          write(bytes) {
            if (bytes.length > 200) trap.pass('before-sse-write')
            return sink.write(bytes)
          },
          close: () => sink.close(),
        }),
    }
  },
}
const payments = toNodeHandler(streaming)
const server = createServer((request, response) => {
  const place = new URL(request.url ?? '/', 'http://shop').searchParams.get('die')
  if (isDeathPlace(place)) {
    trap.set(place satisfies DeathPlace)
    response.writeHead(204).end()
    return
  }
  payments(request, response)
    .then((taken) => {
      if (!taken) response.writeHead(404).end()
    })
    .catch(() => response.destroy())
})
process.on('SIGTERM', () => {
  server.close()
  void service
    .close()
    .then(() => bus.close())
    .then(() => store.close())
    .finally(() => process.exit(0))
})
server.listen(Number(read('CHAOS_PORT')), '127.0.0.1', () => {
  log({ event: 'listening', port: (server.address() as AddressInfo).port })
})
