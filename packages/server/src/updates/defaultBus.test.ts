import { createServer, type IncomingMessage } from 'node:http'
import { type BusMessage, type Clock, createWebhookBus } from '@payloom/bus'
import { afterEach, expect, test } from 'vitest'
import { closeServer, listen } from '../fakeOrchestrator.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { openUpdateShop, type UpdateShop } from './updateShop.fixture.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

/** The orchestrator's side: an address for signed webhooks. */
async function openReceiver(
  clock: Clock,
): Promise<{ url: string; received: { path: string; message: BusMessage }[] }> {
  const bus = createWebhookBus({ secrets: [secret], clock })
  const received: { path: string; message: BusMessage }[] = []
  let called = ''
  bus.subscribe(async (message) => void received.push({ path: called, message }))
  const take = async (request: IncomingMessage): Promise<number> => {
    called = request.url ?? ''
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = request.headers as Record<string, string>
    const delivery = { method: 'POST', headers, body: Buffer.concat(chunks) }
    return (await bus.receive(new Request('http://127.0.0.1/', delivery))).status
  }
  const server = createServer((request, response) => {
    void take(request).then((status) => response.writeHead(status).end())
  })
  const url = await listen(server)
  ends.push(() => closeServer(server))
  return { url, received }
}

test('without a broker an order update is posted to the orchestrator as a signed webhook', async () => {
  const clock = createManualClock()
  const { url, received } = await openReceiver(clock)
  const env = { PAYMENTS_ORCHESTRATOR_URL: `${url}/`, PAYMENTS_BUS_SECRETS: secret }
  const shop: UpdateShop = await openUpdateShop({
    clock,
    bus: undefined,
    store: undefined,
    database: ':memory:',
    env,
  })
  ends.push(() => shop.close())
  await shop.pay(1)
  const update = { updateId: 'ship-1', orderId: 'cart-1', status: 'shipped' as const }
  await shop.send(update)
  await shop.clock.advance(1000)
  await expect
    .poll(() => received)
    .toEqual([{ path: '/bus', message: { messageId: 'ship-1', type: 'order-update', body: update } }])
})
