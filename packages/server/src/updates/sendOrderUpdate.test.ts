import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { OrderUpdate } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OrderUpdateEvent } from '../ServiceEvent.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { createCart, eur } from '../testShop.fixture.ts'
import { openUpdateShop, refundOf, type UpdateShop } from './updateShop.fixture.ts'

let shop: UpdateShop
beforeEach(async () => {
  shop = await openUpdateShop()
})
afterEach(() => shop.close())

const shipment: OrderUpdate = {
  updateId: 'ship-1',
  orderId: 'cart-1',
  status: 'shipped',
  tracking: { name: 'PostNL', number: '3S123' },
}
/** What an update came to: a receipt's time, or why not. */
const outcomeOf = (sent: Promise<{ acceptedAt: string }>): Promise<string> =>
  sent.then(
    () => 'accepted',
    (error: { code?: string }) => error.code ?? String(error),
  )
const seen = () => shop.events.flatMap((event) => (event.type === 'order-update' ? [event] : []))
const outcomes = () => seen().map(({ outcome }: OrderUpdateEvent) => outcome)

test('a back office reads what can be refunded before it asks', async () => {
  await expect(shop.service.readRefundable({ paymentId: 'cart-1' })).rejects.toMatchObject({
    code: 'unknown-payment',
  })
  await shop.takePayment()
  expect(await shop.service.readRefundable({ paymentId: 'cart-1' })).toEqual(eur(2000))
  await shop.send(refundOf('refund-1', 500))
  expect(await shop.service.readRefundable({ paymentId: 'cart-1' })).toEqual(eur(1500))
})

describe('an update', () => {
  test('is published once as it was given, and its receipt tells when it was accepted', async () => {
    await shop.takePayment()
    expect(await shop.send(shipment)).toEqual({
      updateId: 'ship-1',
      paymentId: 'cart-1',
      acceptedAt: '2026-11-22T10:00:00.000Z',
    })
    expect(shop.published).toEqual([{ messageId: 'ship-1', type: 'order-update', body: shipment }])
    expect(await shop.updates()).toMatchObject([{ updateId: 'ship-1', body: shipment, tries: 1 }])
    expect((await shop.updates())[0]).not.toHaveProperty('dueAt')
    expect(outcomes()).toEqual(['accepted', 'sent'])
    await shop.clock.advance(60_000)
    expect(shop.published).toHaveLength(1)
  })

  test('that is repeated gets the first receipt and is not sent again (E11)', async () => {
    await shop.takePayment()
    const first = await shop.send(refundOf('refund-1', 500))
    await shop.clock.advance(5000)
    expect(await shop.send(refundOf('refund-1', 500))).toEqual(first)
    expect(shop.published).toHaveLength(1)
    expect(await shop.updates()).toHaveLength(1)
  })

  test('whose id stands for another one is refused, also for another payment (E11)', async () => {
    await shop.takePayment()
    await shop.pay(2, {}, 'bob')
    await shop.send(refundOf('refund-1', 500))
    const reused = { code: 'update-id-reused', field: 'updateId' }
    await expect(shop.send(refundOf('refund-1', 501))).rejects.toMatchObject(reused)
    await expect(shop.send(refundOf('refund-1'))).rejects.toMatchObject(reused)
    await expect(shop.send({ ...shipment, updateId: 'refund-1', orderId: 'cart-2' })).rejects.toMatchObject(
      reused,
    )
    expect(shop.published).toHaveLength(1)
  })

  test('with one id for two payments at once is accepted for one of them (E11)', async () => {
    await shop.takePayment()
    await shop.pay(2, {}, 'bob')
    const both = ['cart-1', 'cart-2'].map((orderId) => outcomeOf(shop.send({ ...shipment, orderId })))
    expect((await Promise.all(both)).toSorted()).toEqual(['accepted', 'update-id-reused'])
    expect(shop.published).toHaveLength(1)
  })

  test('of a payment that nobody tried to pay is refused, naming the cure', async () => {
    const refused = {
      code: 'unknown-payment',
      field: 'orderId',
      message: expect.stringContaining('paymentId'),
    }
    await expect(shop.send(shipment)).rejects.toMatchObject(refused)
    await expect(shop.send({ ...shipment, orderId: 'order-1' })).rejects.toMatchObject(refused)
    expect(shop.published).toEqual([])
  })

  test('of an id that two tenants have asks whose it is', async () => {
    await shop.takePayment()
    const other = await openUpdateShop({ store: shop.store, busTenant: 'other' })
    other.carts.set('cart-1', createCart('cart-1', 'ada', 'other'))
    await other.pay(1)
    await expect(shop.send(shipment)).rejects.toThrow('name one')
    await shop.send(shipment, { tenant: 'shop' })
    expect(await shop.updates()).toHaveLength(1)
    await other.send(shipment)
    expect(await shop.updates({ tenant: 'other', paymentId: 'cart-1' })).toHaveLength(1)
    await expect(other.send(shipment, { tenant: 'shop' })).rejects.toMatchObject({ field: 'tenant' })
    await other.service.close()
  })
})

describe('a refund', () => {
  test('without an amount is of all that is left, fixed when it was accepted', async () => {
    await shop.takePayment()
    await shop.send(refundOf('refund-1', 500))
    await shop.send(refundOf('refund-2'))
    expect(shop.published.at(-1)?.body).toMatchObject({ refund: { amount: eur(1500) } })
    await shop.send(refundOf('refund-2'))
    await expect(shop.send(refundOf('refund-3'))).rejects.toMatchObject({
      code: 'nothing-to-refund',
      refundable: eur(0),
    })
  })

  test('of more than what is left says how much that is (H11)', async () => {
    await shop.takePayment()
    await shop.send(refundOf('refund-1', 1500))
    await expect(shop.send(refundOf('refund-2', 501))).rejects.toMatchObject({
      code: 'refund-too-large',
      field: 'refund.amount.value',
      refundable: eur(500),
      message: expect.stringContaining('5.01 EUR is more than the 5.00 EUR that is left'),
    })
    expect(shop.published).toHaveLength(1)
    expect(await shop.updates()).toHaveLength(1)
  })

  test('in another currency is refused (H11)', async () => {
    await shop.takePayment()
    const dollars = { ...refundOf('refund-1'), refund: { amount: { value: 500, currency: 'USD' } } }
    await expect(shop.send(dollars)).rejects.toMatchObject({
      code: 'currency-mismatch',
      refundable: eur(2000),
    })
  })

  test('of what was never taken is refused (H11)', async () => {
    await shop.pay(1)
    await expect(shop.send(refundOf('refund-1', 1))).rejects.toMatchObject({ code: 'nothing-to-refund' })
    await shop.deliver({ kind: 'authorized', amount: eur(2000) })
    await expect(shop.send(refundOf('refund-2'))).rejects.toMatchObject({ code: 'nothing-to-refund' })
  })

  test('twice at once over the sum: one is accepted (H11)', async () => {
    await shop.takePayment()
    const both = ['a', 'b'].map((id) => outcomeOf(shop.send(refundOf(id, 1500))))
    expect((await Promise.all(both)).toSorted()).toEqual(['accepted', 'refund-too-large'])
    expect(shop.published).toHaveLength(1)
  })

  test('twice of the same amount by two ids: both go (H11)', async () => {
    await shop.takePayment()
    await Promise.all([shop.send(refundOf('a', 1000)), shop.send(refundOf('b', 1000))])
    expect(shop.published).toHaveLength(2)
  })

  test('the same one ten times at once goes once (E11)', async () => {
    await shop.takePayment()
    const all = Array.from({ length: 10 }, () => shop.send(refundOf('a', 1000)))
    expect(new Set((await Promise.all(all)).map(({ acceptedAt }) => acceptedAt)).size).toBe(1)
    expect(shop.published).toHaveLength(1)
  })

  test('cannot take money that goes back by itself', async () => {
    await shop.takePayment()
    await shop.pay(2)
    const attempt = { attemptId: '00000000000000000000000000000002' }
    const late = { ...attempt, amount: eur(2000), providerTime: '2026-11-22T10:05:00Z' }
    await shop.deliver(late).catch(() => undefined)
    await expect(shop.send(refundOf('a', 2001))).rejects.toMatchObject({ refundable: eur(2000) })
  })
})

describe('while the broker does not confirm', () => {
  test('the caller is told after 10 s, and the update is sent later with the same message id (E10)', async () => {
    await shop.takePayment()
    shop.broker.fate = 'hangs'
    const sent = outcomeOf(shop.send(refundOf('refund-1', 500)))
    await shop.clock.advance(9000)
    expect(outcomes()).toEqual(['accepted'])
    await shop.clock.advance(1000)
    expect(await sent).toBe('not-confirmed')
    shop.broker.fate = 'confirms'
    await shop.clock.advance(5000)
    expect(shop.published.map(({ messageId }) => messageId)).toEqual(['refund-1', 'refund-1'])
    expect(shop.published[0]?.body).toEqual(shop.published[1]?.body)
    expect(outcomes()).toEqual(['accepted', 'failed', 'sent'])
    await shop.clock.advance(600_000)
    expect(shop.published).toHaveLength(2)
  })

  test('a confirmation that comes after the 10 s is one: nothing is sent again (E10)', async () => {
    await shop.takePayment()
    shop.broker.fate = 'hangs'
    const sent = outcomeOf(shop.send(shipment))
    await shop.clock.advance(10_000)
    expect(await sent).toBe('not-confirmed')
    shop.confirmLate()
    await shop.clock.advance(600_000)
    expect(shop.published).toHaveLength(1)
    expect((await shop.updates())[0]?.sentAt).toBeDefined()
  })

  test('one that is refused is tried again 2 s, 4 s, 8 s and so on apart, never more than five minutes (E10)', async () => {
    await shop.takePayment()
    shop.broker.fate = 'refuses'
    const start = shop.clock.now()
    const times: number[] = []
    expect(await outcomeOf(shop.send(shipment))).toBe('not-confirmed')
    for (let count = shop.published.length; shop.clock.now() - start < 1_500_000; ) {
      await shop.clock.advance(1000)
      if (shop.published.length > count) times.push((shop.clock.now() - start) / 1000)
      count = shop.published.length
    }
    const pauses = times.map((at, index) => at - (times[index - 1] ?? 0))
    expect(pauses.slice(0, 8)).toEqual([2, 4, 8, 16, 32, 64, 128, 256])
    expect(Math.max(...pauses)).toBeLessThanOrEqual(301)
    shop.broker.fate = 'confirms'
    await shop.clock.advance(301_000)
    expect(outcomes().at(-1)).toBe('sent')
  })

  test('a repeat by the caller is sent at once (E10)', async () => {
    await shop.takePayment()
    shop.broker.fate = 'refuses'
    expect(await outcomeOf(shop.send(shipment))).toBe('not-confirmed')
    shop.broker.fate = 'confirms'
    expect(await outcomeOf(shop.send(shipment))).toBe('accepted')
    await shop.clock.advance(600_000)
    expect(shop.published).toHaveLength(2)
  })

  test('a refund that waits holds its amount (H11)', async () => {
    await shop.takePayment()
    shop.broker.fate = 'refuses'
    expect(await outcomeOf(shop.send(refundOf('a', 1500)))).toBe('not-confirmed')
    expect(await outcomeOf(shop.send(refundOf('b', 1500)))).toBe('refund-too-large')
  })

  test('a hundred that hang hold up no other payment’s (E10)', async () => {
    await shop.takePayment()
    shop.broker.fate = 'hangs'
    const all = Array.from({ length: 100 }, (_, index) =>
      outcomeOf(shop.send({ ...shipment, updateId: `s-${index}` })),
    )
    await shop.pay(2, {}, 'bob')
    shop.broker.fate = 'confirms'
    expect(await outcomeOf(shop.send({ ...shipment, updateId: 'other', orderId: 'cart-2' }))).toBe('accepted')
    await shop.clock.advance(10_000)
    expect(new Set(await Promise.all(all))).toEqual(new Set(['not-confirmed']))
    await shop.clock.advance(5000)
    expect((await shop.updates()).filter(({ dueAt }) => dueAt !== undefined)).toEqual([])
  })
})

describe('a process that dies', () => {
  test('between the row and the broker leaves an update that the next one sends at once (E10)', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'payloom-updates-'))
    const open = () => createSqliteStore({ path: path.join(folder, 'store.sqlite') })
    const dying = await openUpdateShop({ store: open(), clock: shop.clock })
    await dying.takePayment()
    dying.broker.fate = 'hangs'
    void outcomeOf(dying.send(refundOf('refund-1')))
    await expect.poll(() => dying.published.length).toBe(1)
    await dying.store.close()
    await shop.clock.leap(20_000)
    const next = await openUpdateShop({ store: open(), clock: shop.clock })
    await shop.clock.advance(0)
    expect(next.published).toEqual(dying.published)
    for (const one of [next, dying]) await one.close()
    rmSync(folder, { recursive: true })
  })

  test('leaves it to one of two others (E10)', async () => {
    await shop.takePayment()
    shop.broker.fate = 'refuses'
    expect(await outcomeOf(shop.send(shipment))).toBe('not-confirmed')
    await shop.service.close()
    const others = [
      await openUpdateShop({ store: shop.store, clock: shop.clock }),
      await openUpdateShop({ store: shop.store, clock: shop.clock }),
    ]
    await shop.clock.advance(30_000)
    expect(others.flatMap(({ published }) => published)).toHaveLength(1)
    for (const other of others) await other.service.close()
  })

  test('loses nothing that was accepted, and nothing is accepted that the store has not (E12)', async () => {
    await shop.takePayment()
    shop.store.update = () => Promise.reject(new Error('database or disk is full'))
    await expect(shop.send(shipment)).rejects.toThrow('disk is full')
    expect(shop.published).toEqual([])
  })
})

test('a service whose bus can only receive says what to set', async () => {
  const store = createSqliteStore({ path: ':memory:' })
  const env = {
    PAYMENTS_ORCHESTRATOR_URL: 'http://127.0.0.1:9',
    PAYMENTS_BUS_SECRETS: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  }
  const receiving = await openUpdateShop({ store, bus: undefined, env })
  await expect(receiving.send(shipment)).rejects.toThrow('Pass `bus`')
  await receiving.close()
})
