import { createRabbitBus } from '@payloom/bus'
import { PaymentEvents } from '@payloom/core/contract'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findBroker } from '../../../../scripts/services/findBroker.ts'
import { type Broker, openBroker } from '../../../../scripts/services/openBroker.ts'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import { createPostgresStore } from '../store/createPostgresStore.ts'
import { attemptId, openTestShop, type TestShop } from '../testShop.fixture.ts'

const isMissing = findBroker() === undefined || findPostgres() === undefined
const soon = { timeout: 60_000, interval: 200 }

describe.skipIf(isMissing)('a real broker and a real database', () => {
  let broker: Broker
  let postgres: PostgresServer
  beforeAll(async () => {
    broker = (await openBroker()) as Broker
    postgres = (await openPostgres()) as PostgresServer
  }, 120_000)
  afterAll(async () => {
    await Promise.all([broker.close(), postgres.close()])
  }, 60_000)

  const openShop = async (): Promise<TestShop> => {
    const bus = createRabbitBus({ url: broker.url, side: 'shop' })
    const shop = await openTestShop({ bus, store: createPostgresStore({ url: postgres.url }) })
    onTestFinished(async () => {
      await shop.close()
      await bus.close()
    })
    return shop
  }
  const statusOf = async ({ service }: TestShop): Promise<string> => (await service.readiness()).status
  const tell = (serial: number, factId: string) => ({
    messageId: `msg-${factId}`,
    type: 'payment-status' as const,
    body: {
      ...{ orderId: 'cart-1', status: 'paid', kind: 'captured', factId, attemptId: attemptId(serial) },
      amount: { value: 2000, currency: 'EUR' },
      providerTime: '2026-11-22T10:00:00Z',
    },
  })

  test('away at the start, then gone and back: shoppers are answered, /readyz says how it is, and everything mends itself (E1, E2, E9)', async () => {
    await Promise.all([broker.kill(), postgres.kill()])
    const [one, other] = [await openShop(), await openShop()]
    const handled: string[] = []
    for (const { service } of [one, other]) {
      service.on(PaymentEvents.PAYMENT_STATUS_UPDATED, async ({ status }) => void handled.push(status))
    }
    expect(await one.service.readiness()).toMatchObject({ status: 'unready', store: 'down', bus: 'down' })

    await postgres.start()
    await expect.poll(() => statusOf(one), soon).toBe('degraded')
    expect(await one.pay(1)).toMatchObject({ status: 200, body: { outcome: 'complete' } })
    expect((await other.status()).status).toBe('open')

    await broker.start()
    await expect.poll(() => Promise.all([one, other].map(statusOf)), soon).toEqual(['ready', 'ready'])
    const orchestrator = createRabbitBus({ url: broker.url, side: 'orchestrator' })
    onTestFinished(() => orchestrator.close())
    await orchestrator.publish(tell(1, 'evt_1'))
    await expect.poll(async () => (await other.status()).status, soon).toBe('paid')
    expect((await one.status()).status).toBe('paid')
    expect(handled).toEqual(['paid'])

    await broker.kill()
    await expect.poll(() => statusOf(other), soon).toBe('degraded')
    expect((await other.list()).methods).not.toEqual([])
    await broker.start()
    await expect.poll(() => Promise.all([one, other].map(statusOf)), soon).toEqual(['ready', 'ready'])
  }, 240_000)
})
