import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OrderUpdate, PaymentState } from '@payloom/core/contract'
import { OrderUpdateError, type OrderUpdateErrorInit } from '@payloom/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createShopListener } from '../http/createShopListener.ts'
import type { LogEntry } from '../log.ts'
import { createShop, type Shop } from '../shop.ts'
import { openShopDatabase } from '../store/openShopDatabase.ts'
import { createOffice } from './createOffice.ts'
import { createOfficeApi } from './createOfficeApi.ts'
import { createOfficeGate } from './createOfficeGate.ts'
import { createOfficeUpdateStore, type OfficeUpdateStore } from './createOfficeUpdateStore.ts'

const origin = 'http://shop.example'
const key = 'the key of the office'
const eur = (value: number) => ({ value, currency: 'EUR' })
const first = '1'.repeat(32)
const second = '2'.repeat(32)

let server = createServer()
let base = ''
let shop: Shop
let updates: OfficeUpdateStore
let states: Map<string, PaymentState>
/** What reached the payment service. */
let told: OrderUpdate[]
let refuse: OrderUpdateErrorInit | undefined
let log: LogEntry[]
let cookie = ''

const paid = (paymentId: string): PaymentState => ({
  paymentId,
  status: 'paid',
  settled: true,
  revision: { epoch: 1, seq: 1 },
  updatedAt: '2026-11-22T10:00:00.000Z',
  amounts: {
    ...{ total: eur(9395), authorized: eur(0), captured: eur(9395), refunded: eur(0), chargedBack: eur(0) },
  },
  attempts: [
    {
      ...{ attemptId: first, provider: 'sandbox', method: 'card', title: 'Card', status: 'paid' },
      ...{ amount: eur(9395), live: false },
    },
  ],
  history: [{ status: 'paid', at: '2026-11-22T10:00:00.000Z' }],
  fulfilment: [],
})

async function openOffice(withKey: string | undefined): Promise<void> {
  const database = openShopDatabase(':memory:')
  const now = () => 1_763_800_000_000
  shop = createShop({ database, now, standingOf: async () => ({ kind: 'open' }) })
  updates = createOfficeUpdateStore(database, now)
  const office = createOffice({
    orders: shop.orders,
    updates,
    stateOf: async (paymentId) => states.get(paymentId),
    service: {
      readRefundable: async () => eur(8000),
      async sendOrderUpdate(update) {
        told.push(update)
        if (refuse) throw new OrderUpdateError(refuse)
        return { updateId: update.updateId, paymentId: update.orderId, acceptedAt: 'now' }
      },
    },
  })
  const gate = withKey === undefined ? undefined : createOfficeGate({ key: withKey, isSecure: false, now })
  const parts = [createOfficeApi({ office, gate, origin })]
  const listener = createShopListener({ headers: {}, parts, log: (entry) => log.push(entry), now })
  server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/shop/office`
}

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(base + path, {
    method: 'POST',
    headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const get = (path: string) => fetch(base + path, { headers: { Cookie: cookie } })
const readOrder = async (orderId: string) => (await (await get(`/orders/${orderId}`)).json()) as object

async function placeOrder(name: string) {
  const session = shop.sessions.create()
  await shop.setQuantity(session, 'linen-throw', 1)
  const order = shop.placeOrder(session, { name })
  states.set(order.paymentId, paid(order.paymentId))
  return order
}

beforeEach(async () => {
  ;[states, told, refuse, log, cookie] = [new Map(), [], undefined, [], '']
  await openOffice(key)
  const signedIn = await post('/sign-in', { key })
  expect(await signedIn.json()).toEqual({ isSignedIn: true })
  cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
})

test('the newest orders are listed with their customer, their money, what was sent and what can go back', async () => {
  await placeOrder('Ada')
  const { orderId, paymentId } = await placeOrder('Grace')
  states.delete(paymentId)
  const body = (await (await get('/orders')).json()) as { orders: object[] }
  expect(body.orders).toMatchObject([
    { orderId, customer: 'Grace', total: eur(9395) },
    {
      customer: 'Ada',
      payment: {
        ...{ status: 'paid', captured: eur(9395), refunded: eur(0), refundable: eur(8000) },
        ...{ methods: ['Card'], fulfilment: [] },
      },
    },
  ])
  // Its payments lie in another database.
  expect(body.orders[0]).not.toHaveProperty('payment')
})

test('an order that is paid later is placed until its try has ended', async () => {
  const { orderId, paymentId } = await placeOrder('Ada')
  const [attempt] = paid(paymentId).attempts
  const later = (status: string) => {
    const placed = { attemptId: first, provider: 'plain', method: 'pickup', title: 'At pickup' }
    const attempts = attempt ? [{ ...attempt, ...placed, placed: true, status }] : []
    states.set(paymentId, { ...paid(paymentId), status, attempts })
  }
  later('open')
  expect(await readOrder(orderId)).toMatchObject({ payment: { isPlaced: true, methods: ['At pickup'] } })
  later('canceled')
  expect(await readOrder(orderId)).toMatchObject({ payment: { isPlaced: false, methods: [] } })
})

test('without the key nothing is told, of an order or of none, and nothing is sent', async () => {
  const { orderId } = await placeOrder('Ada')
  for (const without of ['', `payloom_session=${shop.sessions.create().id}`, 'payloom_office=1.2']) {
    cookie = without
    const refund = { updateId: first, kind: 'refunded' }
    const answers = await Promise.all([
      ...['/orders', `/orders/${orderId}`, '/orders/LT-NOTHING'].map(get),
      post(`/orders/${orderId}/updates`, refund),
      post('/orders/LT-NOTHING/updates', refund),
    ])
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    expect(new Set(bodies).size).toBe(1)
  }
  expect(told).toEqual([])
})

test('a wrong key is told at its field, and a foreign page cannot try one', async () => {
  cookie = ''
  const wrong = await post('/sign-in', { key: 'wrong' })
  expect(wrong.status).toBe(401)
  expect(wrong.headers.get('set-cookie')).toBeNull()
  expect(await wrong.json()).toMatchObject({ code: 'wrong-key', field: 'key' })
  expect((await post('/sign-in', { key }, { Origin: 'http://elsewhere.example' })).status).toBe(403)
})

test('a shop without a key has no office', async () => {
  await new Promise((resolve) => server.close(resolve))
  await openOffice(undefined)
  expect((await get('/orders')).status).toBe(404)
  expect((await post('/sign-in', { key: '' })).status).toBe(404)
})

test('what was pressed once is one update, told with its amount and shown until it is done (E11)', async () => {
  const { orderId, paymentId } = await placeOrder('Ada')
  const refund = { updateId: first, kind: 'refunded', amount: eur(1050) }
  const answers = await Promise.all([1, 2].map(() => post(`/orders/${orderId}/updates`, refund)))
  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
    { outcome: 'sent' },
    { outcome: 'sent' },
  ])
  const update = { updateId: first, orderId: paymentId, status: 'refunded', refund: { amount: eur(1050) } }
  expect(told).toEqual([update, update])
  const shown = { updateId: first, kind: 'refunded', amount: eur(1050) }
  expect(await readOrder(orderId)).toMatchObject({ updates: [{ ...shown, outcome: 'sent' }] })
  updates.end(first, 'done')
  expect(await readOrder(orderId)).toMatchObject({ updates: [{ ...shown, outcome: 'done' }] })
})

test('a shipment goes with its tracking, all that is left without an amount, and news that overtake the answer stay', async () => {
  const { orderId, paymentId } = await placeOrder('Ada')
  const tracking = { name: 'PostNL', number: '3S123' }
  await post(`/orders/${orderId}/updates`, { updateId: first, kind: 'shipped', tracking })
  updates.end(first, 'done')
  updates.accept(first, 'sent')
  await post(`/orders/${orderId}/updates`, { updateId: second, kind: 'refunded' })
  updates.end(second, 'done')
  updates.end(second, 'refused', 'partly-refunded')
  expect(told).toEqual([
    { updateId: first, orderId: paymentId, status: 'shipped', tracking },
    { updateId: second, orderId: paymentId, status: 'refunded' },
  ])
  expect(await readOrder(orderId)).toMatchObject({
    updates: [
      { updateId: second, outcome: 'refused', reason: 'partly-refunded' },
      { updateId: first, outcome: 'done' },
    ],
  })
})

test('a broker that does not confirm is told as sent later, and is no failure (E10)', async () => {
  const { orderId } = await placeOrder('Ada')
  refuse = { code: 'not-confirmed', message: 'later' }
  const answer = await post(`/orders/${orderId}/updates`, { updateId: first, kind: 'refunded' })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ outcome: 'waiting' })
  expect(await readOrder(orderId)).toMatchObject({ updates: [{ outcome: 'waiting' }] })
  updates.accept(first, 'sent')
  expect(await readOrder(orderId)).toMatchObject({ updates: [{ outcome: 'sent' }] })
})

test.each([
  [{ code: 'refund-too-large', refundable: eur(8000) }, 409, 'amount', 'more than the €80.00 that is left'],
  [{ code: 'nothing-to-refund' }, 409, 'amount', 'Nothing is left'],
  [{ code: 'currency-mismatch', refundable: eur(8000) }, 409, 'amount', 'paid in EUR'],
  [{ code: 'invalid-update', field: 'tracking.number' }, 400, 'number', 'one line'],
  [{ code: 'update-id-reused' }, 409, undefined, 'something else'],
] as const)(
  'a refusal is told in plain words at its field, and leaves nothing behind: %j',
  async (error, status, field, words) => {
    const { orderId } = await placeOrder('Ada')
    refuse = { ...error, message: 'for developers' }
    const answer = await post(`/orders/${orderId}/updates`, { updateId: first, kind: 'refunded' })
    expect(answer.status).toBe(status)
    const problem = (await answer.json()) as { title: string; field?: string }
    expect(problem).toMatchObject({ code: error.code, title: expect.stringContaining(words) })
    expect(problem.field).toBe(field)
    expect(await readOrder(orderId)).toMatchObject({ updates: [] })
  },
)

test('another body under an id that was accepted is refused, and the first stays noted', async () => {
  const { orderId } = await placeOrder('Ada')
  await post(`/orders/${orderId}/updates`, { updateId: first, kind: 'refunded', amount: eur(100) })
  refuse = { code: 'update-id-reused', message: 'x' }
  await post(`/orders/${orderId}/updates`, { updateId: first, kind: 'refunded', amount: eur(200) })
  expect(await readOrder(orderId)).toMatchObject({ updates: [{ updateId: first, amount: eur(100) }] })
})

test('a log line names no order, and no key', async () => {
  const { orderId } = await placeOrder('Ada')
  await readOrder(orderId)
  await post(`/orders/${orderId}/updates`, { updateId: first, kind: 'shipped' })
  const lines = () => JSON.stringify(log)
  await expect.poll(lines).toContain('/api/shop/office/orders/{id}/updates')
  for (const secret of [orderId, key, first]) expect(lines()).not.toContain(secret)
})
