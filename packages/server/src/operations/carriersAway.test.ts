import type { BusHandler } from '@payloom/bus'
import type { PaymentState } from '@payloom/core/contract'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createPaymentService } from '../createPaymentService.ts'
import type { PaymentServiceOptions } from '../PaymentServiceOptions.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, openTestShop } from '../testShop.fixture.ts'

const message = {
  messageId: 'msg-1',
  type: 'payment-status' as const,
  body: {
    ...{ orderId: 'cart-1', status: 'paid', kind: 'captured', factId: 'evt_1', attemptId: attemptId(1) },
    amount: { value: 2000, currency: 'EUR' },
    providerTime: '2026-11-22T10:00:00Z',
  },
}

/** A bus whose broker is away until a test says otherwise. */
function createAwayBus() {
  const handlers = new Set<BusHandler>()
  let isUp = false
  return {
    bus: {
      publish: () => (isUp ? Promise.resolve() : Promise.reject(new Error('ECONNREFUSED'))),
      subscribe(handler: BusHandler) {
        handlers.add(handler)
        return () => handlers.delete(handler)
      },
      health: () => (isUp ? { status: 'up' as const } : { status: 'down' as const, reason: 'ECONNREFUSED' }),
      close: async () => undefined,
    },
    async comeBack() {
      isUp = true
      for (const handler of handlers) await handler(message)
    },
  }
}

test('a broker that is away at the start, and for as long as it likes, holds up no shopper; statuses come when it is back (E1)', async () => {
  const { bus, comeBack } = createAwayBus()
  const shop = await openTestShop({ bus })
  onTestFinished(() => shop.close())
  expect(await shop.service.readiness()).toMatchObject({ status: 'degraded', store: 'up', bus: 'down' })
  expect((await shop.list()).methods).not.toEqual([])
  expect(await shop.pay(1)).toMatchObject({ status: 200, body: { outcome: 'complete' } })
  expect((await shop.status()).status).toBe('open')
  await comeBack()
  expect((await shop.status()).status).toBe('paid')
  expect(await shop.service.readiness()).toMatchObject({ status: 'ready', bus: 'up' })
})

test('a store that is away at the start answers shoppers with a problem and never ends the process; it mends by itself (E1, E12)', async () => {
  const inner = createSqliteStore({ path: ':memory:' })
  let isAway = true
  const store = new Proxy(inner, {
    get(target, name) {
      const own = Reflect.get(target, name)
      if (typeof own !== 'function' || name === 'listen' || name === 'close') return own
      return (...given: unknown[]) =>
        isAway
          ? Promise.reject(Object.assign(new Error('a secret of the connection'), { code: '57P03' }))
          : Reflect.apply(own, target, given)
    },
  })
  const shop = await openTestShop({ store })
  onTestFinished(() => shop.close())
  expect(await shop.service.readiness()).toMatchObject({ status: 'unready', store: 'down' })
  const refused = await shop.call('ada', 'GET /payments/cart-1')
  expect(refused.status).toBeGreaterThanOrEqual(500)
  expect(refused.text).not.toContain('secret')
  await expect(shop.bus.publish(message)).resolves.toBeUndefined()
  isAway = false
  await expect.poll(async () => (await shop.service.readiness()).status).toBe('ready')
  expect(await shop.pay(1)).toMatchObject({ status: 200 })
  await expect
    .poll(async () => (await shop.call<PaymentState>('ada', 'GET /payments/cart-1')).body.status)
    .toBe('paid')
})

const env = {
  PAYMENTS_ORCHESTRATOR_URL: 'http://127.0.0.1:1',
  PAYMENTS_SERVICE_USER: 'user',
  PAYMENTS_SERVICE_TOKEN: 'token',
  PAYMENTS_REDIRECT_BASE_URL: 'https://shop.example/',
}
const create = (more: Record<string, string>, options: Partial<PaymentServiceOptions> = {}) =>
  createPaymentService({
    authorize: async () => ({ tenant: 'shop', subject: 's', paymentId: 'cart-1', via: 'session' }),
    orders: {
      resolve: async () => null,
      place: async () => ({ orderId: 'order-1' }),
      when: 'before-payment',
    },
    env: { ...env, ...more },
    ...options,
  })

test('AMQP_URL and DATABASE_URL of servers that nobody runs make a service that answers, says so, and closes at once (E1)', async () => {
  const told = vi.fn()
  const carriers = { AMQP_URL: 'amqp://127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1:1/shop' }
  const service = create(carriers, { observe: told })
  expect(await service.readiness()).toMatchObject({ status: 'unready', store: 'down', bus: 'down' })
  const { status } = await service.fetch(new Request('https://shop.example/api/payments/payments/cart-1'))
  expect(status).toBeGreaterThanOrEqual(500)
  await expect
    .poll(() => told.mock.calls.map(([event]) => event))
    .toContainEqual({ type: 'bus-link', link: 'consume', state: 'down', reason: 'ECONNREFUSED' })
  await service.close()
  expect(await service.readiness()).toMatchObject({ status: 'unready', draining: true })
})

test('a broker’s URL that is none is refused at the start, and a database of another kind is the shop’s own business', async () => {
  expect(() => create({ AMQP_URL: 'http://broker.example' }, { database: ':memory:' })).toThrow(TypeError)
  const bus = { PAYMENTS_BUS_SECRETS: `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}` }
  const other = { ...bus, DATABASE_URL: 'mysql://db.example/shop' }
  expect(() => create(other, {})).toThrow('DATABASE_URL has to begin with postgres://')
  const service = create(other, { database: ':memory:' })
  expect(await service.readiness()).toMatchObject({ status: 'ready' })
  await service.close()
})
