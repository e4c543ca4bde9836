import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BusMessage, createRabbitBus, type OutboxBus } from '@payloom/bus'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findBroker } from '../../../scripts/services/findBroker.ts'
import { type Broker, openBroker } from '../../../scripts/services/openBroker.ts'
import { allMethods, attemptId, openWorld, type World } from './world.fixture.ts'

const isMissing = findBroker() === undefined

describe.skipIf(isMissing)(`over RabbitMQ${isMissing ? ' (not installed here)' : ''}`, () => {
  let broker: Broker
  let world: World
  let shop: OutboxBus
  let heard: BusMessage[]
  let folder: string
  let count = 0
  beforeAll(async () => {
    broker = (await openBroker()) ?? expect.fail()
  }, 120_000)
  afterAll(() => broker.close(), 60_000)
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'payloom-orchestrator-'))
    count += 1
    const prefix = `payloom-${count}`
    heard = []
    shop = createRabbitBus({ url: broker.url, side: 'shop', prefix })
    shop.subscribe(async (message) => void heard.push(message))
    const database = path.join(folder, 'ledger.db')
    world = await openWorld({ configuration: allMethods, database, bus: { amqpUrl: broker.url, prefix } })
  })
  afterEach(async () => {
    await shop.close()
    await world.close()
    rmSync(folder, { recursive: true })
  }, 30_000)

  const soon = (check: () => unknown): Promise<unknown> =>
    vi.waitFor(check, { timeout: 60_000, interval: 50 })
  const readiness = async () => (await world.call('GET', '/readyz')).body
  const shipped = { updateId: 'upd-1', orderId: 'payment-1', status: 'shipped' } as const
  const kinds = (): unknown[] =>
    heard.map(({ body }) => ('kind' in body ? body.kind : 'no status')).toSorted()

  test('what companies tell gets to the shop, and what the shop tells is done and told', async () => {
    await world.pay({ provider: 'plain', method: 'banktransfer' })
    await shop.publish({ messageId: 'upd-1', type: 'order-update', body: shipped })
    await soon(() => expect(kinds()).toEqual(['pending', 'shipped']))
    // The bus carries in no order.
    const shipment = heard.find(({ body }) => 'kind' in body && body.kind === 'shipped')
    expect(shipment?.body).toMatchObject({ orderUpdateId: 'upd-1' })
    expect(await readiness()).toEqual({ status: 'ready', store: 'up', bus: 'up' })
    expect((await world.send(shipped)).status).toBe(404)
  }, 90_000)

  test('without its broker it pays and takes webhooks, says that it is degraded, and tells when it is back (E1, E9)', async () => {
    await world.pay()
    await broker.kill()
    await soon(async () =>
      expect(await readiness()).toEqual({ status: 'degraded', store: 'up', bus: 'down' }),
    )
    expect((await world.pay({ attemptId: 'b'.repeat(32), id: 'payment-2' })).status).toBe(200)
    expect((await world.tell(world.company.payments[0])).body).toEqual({ state: 'recorded' })
    await broker.start()
    await soon(() => expect(heard).toMatchObject([{ body: { kind: 'captured', attemptId } }]))
    await soon(async () => expect(await readiness()).toMatchObject({ status: 'ready' }))
  }, 180_000)
})
