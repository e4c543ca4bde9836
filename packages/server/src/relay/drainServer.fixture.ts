// A shop as a process of its own that ends as a deployment ends one: SIGTERM, and what is under way may end. Its handlers are slow, and
// every second one hangs, so that messages of the bus are under way whenever it ends.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWebhookBus } from '@payloom/bus'
import { createPaymentService } from '../createPaymentService.ts'
import { createOrchestratorClient } from '../orchestrator/createOrchestratorClient.ts'
import { createRecord } from '../payment/createRecord.ts'
import type { StoredAttempt } from '../payment/PaymentRecord.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, createCart, eur } from '../testShop.fixture.ts'
import { toNodeHandler } from '../toNodeHandler.ts'

const read = (name: string): string => {
  const value = process.env[name]
  if (value) return value
  throw new Error(`drainServer: set ${name}.`)
}
const payments = Number(read('DRAIN_PAYMENTS'))
const store = createSqliteStore({ path: read('DRAIN_STORE') })
const service = createPaymentService({
  async authorize(request, _need, ref) {
    const subject = /session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
    if (subject === undefined) return null
    return { tenant: 'shop', subject, paymentId: ref?.paymentId ?? null, via: 'session' }
  },
  orders: {
    resolve: async (subject, { paymentId }) => createCart(paymentId, subject),
    place: async () => ({ orderId: 'none' }),
    when: 'before-payment',
  },
  orchestrator: createOrchestratorClient({ url: 'http://127.0.0.1:9', serviceUser: 'x', serviceToken: 'x' }),
  store,
  bus: createWebhookBus({ secrets: [read('DRAIN_SECRET')] }),
  redirectBaseUrl: 'http://127.0.0.1',
})
service.on('PAYMENT_STATUS_UPDATED', ({ paymentId }) => {
  const isSlow = Number(paymentId.split('-')[1]) % 2 === 0
  return new Promise((resolve) => {
    if (isSlow) setTimeout(resolve, 1_500)
  })
})
for (let index = 0; index < payments; index += 1) {
  const paymentId = `cart-${index}`
  const key = { tenant: 'shop', paymentId }
  const record = createRecord(key, createCart(paymentId, 'ada'), 1, '2026-11-22T10:00:00Z')
  const attempt: StoredAttempt = {
    ...{ attemptId: attemptId(index), provider: 'sandbox', method: 'card', title: 'Card', amount: eur(2000) },
    ...{ isOffline: false, version: record.version, requestHash: 'x', step: 1, answers: [] },
    ...{ outcome: { outcome: 'complete' }, createdAt: record.updatedAt },
  }
  await store.update(key, () => ({ record: { ...record, attempts: [attempt], seq: 1 }, value: undefined }))
}
const handle = toNodeHandler(service)
const server = createServer((request, response) => void handle(request, response))
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
process.on('SIGTERM', () => {
  void service.close().then(async () => {
    server.closeAllConnections()
    await store.close()
    process.exit(0)
  })
})
