import type { PaymentResult } from '@payloom/core/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { card, type Script } from '../fakeOrchestrator.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import type { UnpaidOrder } from '../orders/Orders.ts'
import { attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
let clock: ManualClock
let restored: UnpaidOrder[]
let restoreCart: (order: UnpaidOrder) => Promise<void>
beforeEach(async () => {
  clock = createManualClock()
  restored = []
  restoreCart = async () => undefined
  shop = await openTestShop({
    clock,
    async restoreCart(order) {
      restored.push(order)
      await restoreCart(order)
    },
  })
})
afterEach(() => shop.close())

const outcome = (value: object): Script => {
  return () => ({ id: 'pay_1', step: 1, outcome: value })
}
const declined = outcome({ outcome: 'failed', error: { code: 'declined', retry: 'same' } })
const challenge = outcome({ outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1' } })
const code = outcome({ outcome: 'pending', display: { kind: 'qr', data: 'PAY' } })
const attempt = (call: string, serial = 1, body: object = {}) =>
  shop.call<PaymentResult>('ada', `POST /payments/cart-1/attempts/${attemptId(serial)}/${call}`, body)
const read = () => shop.call<PaymentResult>('ada', `GET /payments/cart-1/attempts/${attemptId(1)}`)
const tell = (serial: number, kind: string, more: object = {}) =>
  shop.bus.publish({
    messageId: `msg-${serial}-${kind}`,
    type: 'payment-status',
    body: {
      orderId: 'cart-1',
      status: kind,
      kind,
      factId: `evt-${serial}-${kind}`,
      attemptId: attemptId(serial),
      ...more,
    },
  })
const unpaid = (status: string): UnpaidOrder => ({
  tenant: 'shop',
  paymentId: 'cart-1',
  orderId: 'order-1',
  status,
})

test('a refused payment gives the cart back before the shopper is told', async () => {
  let isBack = false
  restoreCart = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    isBack = true
  }
  shop.orchestrator.script('POST /payment', declined)
  expect((await shop.pay(1)).body.outcome).toBe('failed')
  expect([isBack, restored]).toEqual([true, [unpaid('failed')]])
})

test('so does a challenge that fails, and one that the shopper cancels', async () => {
  shop.orchestrator.script('POST /payment', challenge)
  shop.orchestrator.script('PUT /payment/*', () => ({
    step: 2,
    outcome: { outcome: 'failed', error: { code: 'authentication_failed', retry: 'same' } },
  }))
  await shop.pay(1)
  expect((await attempt('update', 1, { step: 1, data: {} })).body.outcome).toBe('failed')
  expect(restored).toEqual([unpaid('failed')])
  await clock.advance(1000)
  await shop.pay(2)
  expect((await attempt('cancel', 2)).body.outcome).toBe('canceled')
  expect(restored.map(({ status }) => status)).toEqual(['failed', 'canceled'])
})

test('a code that expires gives it back when the message comes, before it is acknowledged', async () => {
  shop.orchestrator.script('POST /payment', code)
  await shop.pay(1)
  await tell(1, 'expired')
  await expect.poll(() => restored).toEqual([unpaid('expired')])
  await tell(1, 'canceled')
  await expect.poll(() => shop.events.filter(({ type }) => type === 'bus').length).toBe(2)
  expect(restored).toHaveLength(1)
})

test('a lost answer that turns out to be a refusal does so when it is read back', async () => {
  const quote = await shop.quote()
  shop.orchestrator.script('POST /payment', () => null)
  await shop.pay(1, { quote })
  const result = { step: 1, outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } } }
  shop.orchestrator.script('GET /payment/*', () => ({
    id: 'cart-1',
    attempts: [{ attemptId: attemptId(1), provider: 'sandbox', method: 'card', facts: [], result }],
  }))
  expect(restored).toEqual([])
  expect((await read()).body.outcome).toBe('failed')
  expect(restored).toEqual([unpaid('failed')])
})

test('a shop that throws is told again, and its shopper gets the answer all the same', async () => {
  restoreCart = () => Promise.reject(new Error('no carts today'))
  shop.orchestrator.script('POST /payment', declined)
  expect((await shop.pay(1)).body.outcome).toBe('failed')
  expect(shop.events).toContainEqual(expect.objectContaining({ type: 'error', where: 'orders.restoreCart' }))
  await clock.advance(14_000)
  expect(restored).toHaveLength(1)
  await clock.advance(2000)
  expect(restored).toHaveLength(2)
  restoreCart = async () => undefined
  await clock.advance(10_000)
  expect(restored).toHaveLength(3)
  await clock.advance(600_000)
  expect(restored).toHaveLength(3)
})

test('a shop that hangs holds the answer up for ten seconds and no longer', async () => {
  restoreCart = () => new Promise(() => undefined)
  shop.orchestrator.script('POST /payment', declined)
  const answer = shop.pay(1)
  await expect.poll(() => restored.length).toBe(1)
  await clock.advance(10_000)
  expect((await answer).body.outcome).toBe('failed')
})

test('an end that another attempt has overtaken is none: that one may be paid', async () => {
  restoreCart = () => Promise.reject(new Error('not now'))
  shop.orchestrator.script('POST /payment', declined)
  await shop.pay(1)
  shop.orchestrator.script('POST /payment', challenge)
  await shop.pay(2)
  await clock.advance(60_000)
  expect(restored).toHaveLength(1)
})

test('an attempt that is replaced ends nothing: the next one stands in its place', async () => {
  shop.orchestrator.script('POST /payment', code)
  await shop.pay(1)
  shop.orchestrator.script('POST /payment', challenge)
  expect((await shop.pay(2, { supersede: attemptId(1) })).body.outcome).toBe('action')
  await clock.advance(60_000)
  expect(restored).toEqual([])
})

test('a gift card that still holds a part is money: the cart is given back once that is given back too', async () => {
  const gift = { ...card, method: 'gift', title: 'Gift card' }
  shop.orchestrator.script('POST /payment-methods', () => ({ methods: [card, gift] }))
  const held = { factId: 'a', attemptId: attemptId(1), kind: 'authorized', amount: eur(500), confirmed: true }
  const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'gift', facts: [held] }
  shop.orchestrator.script('GET /payment/*', () => ({ id: 'cart-1', attempts: [known] }))
  shop.orchestrator.script('POST /payment', outcome({ outcome: 'partial', due: eur(1500) }))
  await shop.pay(1, { method: 'gift' })
  shop.orchestrator.script('POST /payment', declined)
  expect((await shop.pay(2)).body.outcome).toBe('failed')
  expect(restored).toEqual([])
  await attempt('cancel', 1)
  expect(restored).toHaveLength(1)
})

test('money that came, or a payment without an order, gives nothing back', async () => {
  shop.place = async () => ({ issues: [{ code: 'out-of-stock', message: 'Sold out.' }] })
  await shop.pay(1)
  await attempt('cancel', 1)
  expect(restored).toEqual([])
})
