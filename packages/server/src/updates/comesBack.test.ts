import { PaymentEvents } from '@payloom/core/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PaymentStatusUpdate } from '../listener/PaymentStatusUpdate.ts'
import { attemptId, eur } from '../testShop.fixture.ts'
import { openUpdateShop, refundOf, type UpdateShop } from './updateShop.fixture.ts'

let shop: UpdateShop
let told: PaymentStatusUpdate[]
let rejected: PaymentStatusUpdate[]
beforeEach(async () => {
  ;[told, rejected] = [[], []]
  shop = await openUpdateShop()
  await shop.takePayment()
  shop.service.on(PaymentEvents.PAYMENT_STATUS_UPDATED, (update) => void told.push(update))
  shop.service.on(PaymentEvents.ORDER_UPDATE_REJECTED, (update) => void rejected.push(update))
})
afterEach(() => shop.close())

const tracking = { name: 'PostNL', number: '3S123' }
const outcomes = () => shop.events.flatMap((event) => (event.type === 'order-update' ? [event.outcome] : []))
const facts = async () => (await shop.store.read({ tenant: 'shop', paymentId: 'cart-1' }))?.facts ?? []
/** A refusal as the orchestrator tells it: of no attempt, and no fact. */
const refuse = (orderUpdateId: string, more = {}) =>
  shop.deliver({
    ...{ kind: 'order_update_rejected', orderUpdateId, reason: 'The company knows no such payment.' },
    ...{ attemptId: undefined, factId: undefined, providerTime: undefined },
    ...more,
  })

test('a shipment and its tracking are shown by time, move no status, and are told with the update that they came of', async () => {
  const before = await shop.status()
  const later = { providerTime: '2026-11-22T12:00:00Z', orderUpdateId: 'track-1', tracking }
  await shop.deliver({ kind: 'tracking_added', ...later })
  await shop.deliver({ kind: 'shipped', providerTime: '2026-11-22T11:00:00Z', orderUpdateId: 'ship-1' })
  const state = await shop.status()
  expect(state.fulfilment).toEqual([
    { kind: 'shipped', at: '2026-11-22T11:00:00Z' },
    { kind: 'tracking_added', at: '2026-11-22T12:00:00Z', tracking },
  ])
  expect(state).toMatchObject({ status: 'paid', amounts: before.amounts })
  expect(state.revision.seq).toBe(before.revision.seq + 2)
  expect(told).toMatchObject([
    { status: 'paid', orderUpdateId: 'track-1' },
    { status: 'paid', orderUpdateId: 'ship-1' },
  ])
  const reasons = shop.events.flatMap((event) => (event.type === 'bus' ? [event.reason] : []))
  expect(reasons).not.toContain('unknown-kind')
})

test('a shipment without a time happened when it was heard of', async () => {
  await shop.clock.advance(5000)
  await shop.deliver({ kind: 'shipped', providerTime: undefined })
  expect((await shop.status()).fulfilment).toEqual([{ kind: 'shipped', at: '2026-11-22T10:00:05.000Z' }])
})

test('a shipment that is told again counts once, and its tracking is kept', async () => {
  const shipped = { kind: 'shipped', factId: 'ship', tracking }
  for (const more of [{}, { tracking: undefined }]) await shop.deliver({ ...shipped, ...more })
  expect((await shop.status()).fulfilment).toMatchObject([{ kind: 'shipped', tracking }])
})

test('a refund that comes back frees what it held, once', async () => {
  await shop.send(refundOf('a', 500))
  const back = { kind: 'refunded', amount: eur(500), orderUpdateId: 'a', factId: 'refund-1' }
  await shop.deliver(back)
  await shop.deliver(back)
  expect(await shop.status()).toMatchObject({ status: 'partially_refunded', amounts: { refunded: eur(500) } })
  await expect(shop.send(refundOf('b', 1501))).rejects.toMatchObject({ refundable: eur(1500) })
  await shop.send(refundOf('c'))
  expect(shop.published.at(-1)?.body).toMatchObject({ refund: { amount: eur(1500) } })
  expect(outcomes()).toEqual(['accepted', 'sent', 'done', 'accepted', 'sent'])
})

test('a refund that the company told first, and the orchestrator names later, is one (E4)', async () => {
  await shop.send(refundOf('a', 500))
  const webhook = { kind: 'refunded', amount: eur(500), factId: 'refund-1' }
  await shop.deliver(webhook)
  // Nobody knows yet that it is that one: too little may be refunded for a moment, never too much.
  await expect(shop.send(refundOf('b', 1500))).rejects.toMatchObject({ refundable: eur(1000) })
  await shop.deliver({ ...webhook, orderUpdateId: 'a' })
  expect((await facts()).filter(({ kind }) => kind === 'refunded')).toMatchObject([{ orderUpdateId: 'a' }])
  await shop.send(refundOf('b', 1500))
})

test('a refused refund is free again, and the shop is told why', async () => {
  await shop.send(refundOf('a', 1500))
  await refuse('a')
  expect(rejected).toMatchObject([
    {
      orderId: 'order-1',
      paymentId: 'cart-1',
      attemptId: attemptId(1),
      status: 'paid',
      orderUpdateId: 'a',
      reason: 'The company knows no such payment.',
    },
  ])
  expect(told).toEqual([])
  expect(await shop.updates()).toMatchObject([
    { rejectedAt: expect.any(String), reason: rejected[0]?.reason },
  ])
  await shop.send(refundOf('b', 2000))
  expect(outcomes()).toEqual(['accepted', 'sent', 'rejected', 'accepted', 'sent'])
})

test('a refund that was refused in part has taken what came back of it', async () => {
  await shop.send(refundOf('a', 1500))
  await shop.deliver({ kind: 'refunded', amount: eur(600), orderUpdateId: 'a' })
  await refuse('a', { amount: eur(900), reason: 'partly-refunded' })
  await expect(shop.send(refundOf('b', 1401))).rejects.toMatchObject({ refundable: eur(1400) })
})

test('a refused update that was not confirmed yet is not sent any more', async () => {
  shop.broker.fate = 'refuses'
  await shop.send(refundOf('a', 500)).catch(() => undefined)
  await refuse('a')
  shop.broker.fate = 'confirms'
  await shop.clock.advance(600_000)
  expect(shop.published).toHaveLength(1)
})

test('a refusal is told until its handlers have run, and then not again (E7)', async () => {
  let isBroken = true
  shop.service.on(PaymentEvents.ORDER_UPDATE_REJECTED, () => {
    if (isBroken) throw new Error('the shop’s database is down')
  })
  await shop.send(refundOf('a', 500))
  await expect(refuse('a', { status: 'order_update_rejected' })).rejects.toThrow('database is down')
  isBroken = false
  await shop.clock.advance(10_000)
  expect(rejected).toHaveLength(2)
  await shop.clock.advance(600_000)
  expect(rejected).toHaveLength(2)
  expect(outcomes().filter((outcome) => outcome === 'rejected')).toHaveLength(1)
})

test('a refusal of an update that this service never sent is told; one of no update is kept to be looked at', async () => {
  await refuse('from-elsewhere')
  expect(rejected).toHaveLength(1)
  await refuse('', { orderUpdateId: undefined })
  expect(shop.events).toContainEqual(
    expect.objectContaining({ type: 'bus', outcome: 'quarantined', reason: 'no-update-id' }),
  )
})
