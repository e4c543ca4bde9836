import type { BusMessage } from '@payloom/bus'
import type { PaymentStatusMessage } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, createCart, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'
import type { PaymentStatusUpdate } from './PaymentStatusUpdate.ts'

let shop: TestShop
let clock: ManualClock
let told: PaymentStatusUpdate[]
let deliver: (message: BusMessage) => Promise<void>

/** A bus whose only subscriber a test calls itself: a rejection is a message that was not acknowledged. */
const openShop = (options: Parameters<typeof openTestShop>[0] = {}) =>
  openTestShop({
    clock,
    bus: {
      publish: async () => undefined,
      subscribe(handler) {
        deliver = handler
        return () => undefined
      },
      health: () => ({ status: 'up' }),
      close: async () => undefined,
    },
    ...options,
  })

beforeEach(async () => {
  clock = createManualClock()
  told = []
  shop = await openShop()
})
afterEach(() => shop.close())

const listen = () => shop.service.on('PAYMENT_STATUS_UPDATED', (update) => void told.push(update))
const message = (more: Partial<PaymentStatusMessage> = {}, messageId = 'msg-1'): BusMessage => ({
  messageId,
  type: 'payment-status',
  body: {
    orderId: 'cart-1',
    status: 'paid',
    kind: 'captured',
    factId: 'evt-1',
    attemptId: attemptId(1),
    amount: eur(2000),
    providerTime: '2026-11-22T10:00:00Z',
    ...more,
  },
})
const stored = async (eventId = 'msg-1') =>
  shop.store.saveEvent({ eventId, body: 'never stored', receivedAt: '', tries: 0, handledAt: 'never stored' })
const busEvents = () => shop.events.flatMap((event) => (event.type === 'bus' ? [event] : []))

test('handlers get the shop’s order, the payment’s status and the raw event, before the acknowledgement', async () => {
  listen()
  await shop.pay(1)
  await deliver(message({ payload: { raw: true } }))
  expect(told).toEqual([
    {
      orderId: 'order-1',
      status: 'paid',
      payload: { raw: true },
      paymentId: 'cart-1',
      attemptId: attemptId(1),
      state: expect.objectContaining({ status: 'paid' }),
    },
  ])
  expect((await stored()).handledAt).toBe('2026-11-22T10:00:00.000Z')
})

test('a repeat of a handled message is acknowledged and changes nothing (E4)', async () => {
  listen()
  await shop.pay(1)
  await deliver(message())
  const { revision } = await shop.status()
  await deliver(message())
  expect(told).toHaveLength(1)
  expect((await shop.status()).revision).toEqual(revision)
  expect(busEvents().map(({ outcome }) => outcome)).toEqual(['handled', 'repeated'])
})

test('two copies at once run the handlers once (E4)', async () => {
  listen()
  await shop.pay(1)
  await Promise.all([deliver(message()), deliver(message()), deliver(message())])
  expect(told).toHaveLength(1)
})

test('the same fact by two messages counts once (E4)', async () => {
  await shop.pay(1)
  await deliver(message())
  await deliver(message({}, 'msg-2'))
  expect((await shop.status()).amounts.captured).toEqual(eur(2000))
})

test('one id with two bodies: the first stands, the other is kept to be looked at (E4)', async () => {
  await shop.pay(1)
  await deliver(message())
  await deliver(message({ factId: 'evt-2', kind: 'refunded', amount: eur(2000) }))
  expect((await shop.status()).status).toBe('paid')
  expect(busEvents().at(-1)).toMatchObject({ outcome: 'quarantined', reason: 'id-reused' })
})

test('a message that comes before its payment is kept, and counts when the attempt appears (E6)', async () => {
  listen()
  await deliver(message())
  expect((await stored()).handledAt).toBeUndefined()
  await shop.pay(1)
  // The handlers hear of it once it is stored, and nobody waits for either.
  await expect.poll(() => told).toHaveLength(1)
  expect((await shop.status()).status).toBe('paid')
})

test('a message for an attempt to come waits, while others of the payment count (E6)', async () => {
  await shop.pay(1)
  await deliver(message({ attemptId: attemptId(2), factId: 'evt-2' }, 'msg-2'))
  expect((await shop.status()).status).toBe('open')
  await deliver(message({ kind: 'failed', status: 'failed' }))
  expect((await shop.status()).status).toBe('failed')
  await shop.pay(2)
  await expect.poll(async () => (await shop.status()).status).toBe('paid')
})

test('a message whose payment never comes ends in quarantine (E6)', async () => {
  await deliver(message())
  await clock.leap(73 * 3_600_000)
  expect(await stored()).toMatchObject({ reason: 'unknown-payment' })
})

test.each([
  ['more than was asked for', { amount: eur(2001) }, 'amount-mismatch'],
  ['less than nothing', { amount: eur(-1) }, 'amount-mismatch'],
  ['another currency', { amount: { value: 2000, currency: 'USD' } }, 'currency-mismatch'],
])('a capture of %s is quarantined and never shown as paid (F5, H10)', async (_, more, reason) => {
  listen()
  await shop.pay(1)
  await deliver(message(more))
  expect((await shop.status()).status).toBe('open')
  expect(told).toEqual([])
  expect(await stored()).toMatchObject({ reason, quarantinedAt: expect.any(String) })
})

test('a capture of less than the total is not paid (F5)', async () => {
  await shop.pay(1)
  await deliver(message({ amount: eur(100) }))
  expect(await shop.status()).toMatchObject({ status: 'partially_paid', settled: false })
})

test('the money of another payment does not count for this one (F5)', async () => {
  await shop.pay(1)
  await shop.pay(2, {}, 'bob')
  await deliver(message({ orderId: 'cart-2' }))
  expect((await shop.status()).status).toBe('open')
  expect((await shop.status('bob')).status).toBe('open')
})

test('a status that nobody knows is kept, told, and moves nothing', async () => {
  listen()
  await shop.pay(1)
  await deliver(message({ status: 'sent_to_the_moon', kind: 'sent_to_the_moon' }))
  expect((await shop.status()).status).toBe('open')
  expect(told).toHaveLength(1)
  expect(busEvents()).toContainEqual(expect.objectContaining({ outcome: 'handled', reason: 'unknown-kind' }))
})

test('a late failure never takes a payment back (H5)', async () => {
  await shop.pay(1)
  await deliver(message())
  await deliver(
    message(
      { kind: 'failed', status: 'failed', factId: 'evt-2', providerTime: '2026-11-22T11:00:00Z' },
      'msg-2',
    ),
  )
  expect((await shop.status()).status).toBe('paid')
})

describe('a handler', () => {
  test('that throws leaves the message unacknowledged; it is tried again, and the fact is stored already (E7)', async () => {
    await shop.pay(1)
    let broken = true
    shop.service.on('PAYMENT_STATUS_UPDATED', (update) => {
      if (broken) throw new Error('the shop’s database is down')
      told.push(update)
    })
    await expect(deliver(message())).rejects.toThrow('database is down')
    expect((await shop.status()).status).toBe('paid')
    expect((await stored()).handledAt).toBeUndefined()
    broken = false
    await deliver(message())
    expect(told).toHaveLength(1)
  })

  test('that throws is tried again by the service itself (E7)', async () => {
    await shop.pay(1)
    let tries = 0
    shop.service.on('PAYMENT_STATUS_UPDATED', () => {
      tries += 1
      if (tries < 3) throw new Error('not yet')
    })
    await deliver(message()).catch(() => undefined)
    await clock.advance(10_000)
    expect(tries).toBe(3)
    expect((await stored()).handledAt).toBeDefined()
  })

  test('that hangs is given up after 30 s and told about; other messages are not held up (E7)', async () => {
    await shop.pay(1)
    await shop.pay(2, {}, 'bob')
    shop.service.on('PAYMENT_STATUS_UPDATED', ({ paymentId }) =>
      paymentId === 'cart-1' ? new Promise(() => undefined) : undefined,
    )
    const hanging = deliver(message()).then(
      () => 'acknowledged',
      (error: Error) => error.message,
    )
    await deliver(message({ orderId: 'cart-2', attemptId: attemptId(2), factId: 'evt-2' }, 'msg-2'))
    expect((await stored('msg-2')).handledAt).toBeDefined()
    await clock.advance(30_000)
    expect(await hanging).toContain('30 s')
  })

  test('that hangs when it is tried again holds up no other message that is (E7)', async () => {
    await shop.pay(1)
    await shop.pay(2, {}, 'bob')
    const tries = { 'cart-1': 0, 'cart-2': 0 }
    let goOn: () => void = () => undefined
    const hanging = new Promise<void>((resolve) => (goOn = resolve))
    shop.service.on('PAYMENT_STATUS_UPDATED', ({ paymentId }) => {
      tries[paymentId as keyof typeof tries] += 1
      if (tries[paymentId as keyof typeof tries] === 1) throw new Error('not yet')
      return paymentId === 'cart-1' ? hanging : undefined
    })
    await deliver(message()).catch(() => undefined)
    await clock.advance(5000)
    expect(tries['cart-1']).toBe(2)
    const other = message({ orderId: 'cart-2', attemptId: attemptId(2), factId: 'evt-2' }, 'msg-2')
    await deliver(other).catch(() => undefined)
    await clock.advance(5000)
    expect(tries).toEqual({ 'cart-1': 2, 'cart-2': 2 })
    goOn()
  })

  test('that fails for three days is given up, with the reason (E7)', async () => {
    await shop.pay(1)
    shop.service.on('PAYMENT_STATUS_UPDATED', () => {
      throw new Error('broken for good')
    })
    await deliver(message()).catch(() => undefined)
    await clock.leap(73 * 3_600_000)
    expect(await stored()).toMatchObject({ reason: 'handler-failed' })
  })

  test('that was taken away is not called', async () => {
    const off = listen()
    off()
    await shop.pay(1)
    await deliver(message())
    expect(told).toEqual([])
  })
})

test('a message that was stored by a process that died is handled by the next (E3)', async () => {
  await shop.pay(1)
  const store = createSqliteStore({ path: ':memory:' })
  await shop.close()
  shop = await openShop({ store })
  await shop.pay(1)
  await store.saveEvent({
    eventId: 'msg-1',
    body: JSON.stringify(message().body),
    paymentId: 'cart-1',
    receivedAt: new Date(clock.now()).toISOString(),
    tries: 0,
    nextTryAt: clock.now() + 60_000,
  })
  listen()
  await clock.advance(62_000)
  expect(told).toHaveLength(1)
  expect((await shop.status()).status).toBe('paid')
})

test('a payment id that two tenants have is nobody’s, unless the bus speaks for one (F3)', async () => {
  const store = createSqliteStore({ path: ':memory:' })
  await shop.close()
  shop = await openShop({ store })
  await shop.pay(1)
  const other = await openShop({ store, busTenant: 'other' })
  other.carts.set('cart-1', createCart('cart-1', 'ada', 'other'))
  const toOther = deliver
  await other.pay(1)
  await toOther(message())
  expect((await other.status()).status).toBe('paid')
  expect((await shop.status()).status).toBe('open')

  const ambiguous = await openShop({ store })
  await deliver(message({}, 'msg-2'))
  expect(await stored('msg-2')).toMatchObject({ reason: 'ambiguous-tenant' })
  await ambiguous.service.close()
  await other.service.close()
})
