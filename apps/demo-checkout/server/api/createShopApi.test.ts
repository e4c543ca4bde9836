import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createShopListener } from '../http/createShopListener.ts'
import type { LogEntry } from '../log.ts'
import type { PurchaseStanding } from '../payments/purchaseStanding.ts'
import { readSessionCookie, writeSessionCookie } from '../session/sessionCookie.ts'
import { createShop, type Shop } from '../shop.ts'
import { openShopDatabase } from '../store/openShopDatabase.ts'
import { createShopApi } from './createShopApi.ts'

const origin = 'http://shop.example'
const server = createServer()
const standings = new Map<string, PurchaseStanding>()
let base = ''
let shop: Shop
let log: LogEntry[]
let cookie: string

beforeEach(async () => {
  standings.clear()
  log = []
  const database = openShopDatabase(':memory:')
  shop = createShop({
    database,
    now: () => Date.now(),
    standingOf: async ({ paymentId }) => standings.get(paymentId) ?? { kind: 'open' },
  })
  const api = createShopApi({
    shop,
    stateOf: async () => {
      throw new Error('the payments are away')
    },
    origin,
    testCards: 'http://localhost:5175/',
    startSession: (request, response) => {
      const known = shop.sessions.find(readSessionCookie(request.headers.cookie) ?? '')
      if (known) return known
      const session = shop.sessions.create()
      response.setHeader('Set-Cookie', writeSessionCookie(session.id, false))
      return session
    },
  })
  const headers = { 'X-Content-Type-Options': 'nosniff' }
  const listener = createShopListener({
    headers,
    parts: [api],
    log: (entry) => log.push(entry),
    now: () => 0,
  })
  server.removeAllListeners('request').on('request', listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/shop`
  cookie = (await fetch(`${base}/cart`)).headers.get('set-cookie')?.split(';')[0] ?? ''
})

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
})

const get = (path: string, as = cookie) => fetch(base + path, { headers: { Cookie: as } })

const put = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(base + path, {
    method: 'PUT',
    headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const sessionOf = (header: string) => {
  const session = shop.sessions.find(readSessionCookie(header) ?? '')
  if (!session) throw new Error('there is no such session')
  return session
}

test('a quantity is set, and the shop answers the cart with its price', async () => {
  const response = await put('/cart/lines/tea-towels', { quantity: 2 })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    lines: [{ productId: 'tea-towels', quantity: 2, total: { value: 3700, currency: 'EUR' } }],
    total: { value: 4195, currency: 'EUR' },
  })
  expect(response.headers.get('cache-control')).toBe('private, no-store')
})

test('a quantity of nothing takes the line out', async () => {
  await put('/cart/lines/tea-towels', { quantity: 2 })
  const response = await put('/cart/lines/tea-towels', { quantity: 0 })
  expect(await response.json()).toMatchObject({ lines: [], total: { value: 0, currency: 'EUR' } })
})

test('another country has other prices', async () => {
  await put('/cart/lines/tea-towels', { quantity: 1 })
  const { contact } = (await (await get('/cart')).json()) as { contact: object }
  const response = await put('/cart/contact', { ...contact, country: 'JP' })
  expect(await response.json()).toMatchObject({ total: { value: 5150, currency: 'JPY' } })
})

const post = (path: string) =>
  fetch(base + path, { method: 'POST', headers: { Cookie: cookie, Origin: origin } })

test('a visitor signs in and out, and is the same customer each time', async () => {
  expect(await (await get('/visitor')).json()).toEqual({ isSignedIn: false })
  expect(await (await post('/sign-in')).json()).toEqual({ isSignedIn: true })
  const { customerId } = sessionOf(cookie)
  expect(customerId).toMatch(/^cus_[0-9a-f]{32}$/)
  expect(await (await post('/sign-out')).json()).toEqual({ isSignedIn: false })
  expect(sessionOf(cookie).customerId).toBeUndefined()
  await post('/sign-in')
  expect(sessionOf(cookie).customerId).toBe(customerId)
})

test('two visitors are two customers', async () => {
  await post('/sign-in')
  const other = shop.sessions.create()
  shop.sessions.signIn(other.id)
  expect(shop.sessions.find(other.id)?.customerId).not.toBe(sessionOf(cookie).customerId)
})

test('nobody is signed in from a foreign page', async () => {
  const headers = { Cookie: cookie, Origin: 'http://elsewhere.example' }
  expect((await fetch(`${base}/sign-in`, { method: 'POST', headers })).status).toBe(403)
})

test('express is priced, kept with the session, and over with the purchase', async () => {
  await put('/cart/lines/tea-towels', { quantity: 1 })
  const chosen = await put('/cart/shipping', { shippingOption: 'express' })
  expect(await chosen.json()).toMatchObject({ shippingOption: 'express', total: { value: 2845 } })
  expect(await (await get('/cart')).json()).toMatchObject({ shipping: { value: 995 } })
  standings.set(sessionOf(cookie).paymentId, { kind: 'bought' })
  await get('/cart')
  expect(sessionOf(cookie).shippingOption).toBe('standard')
})

test('no other way of sending is known', async () => {
  expect((await put('/cart/shipping', { shippingOption: 'pigeon' })).status).toBe(400)
})

test.each([
  ['a foreign origin', { Origin: 'http://elsewhere.example' }, 403, 'bad-origin'],
  ['another site by its own word', { 'Sec-Fetch-Site': 'cross-site' }, 403, 'bad-origin'],
  ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
])('a change from %s is refused', async (_, headers, status, code) => {
  const response = await put('/cart/lines/tea-towels', { quantity: 1 }, headers)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ code })
  expect(response.headers.get('content-type')).toContain('application/problem+json')
})

test.each([
  ['no JSON', '{', 400],
  ['null', 'null', 400],
  ['half a piece', { quantity: 0.5 }, 400],
  ['less than nothing', { quantity: -1 }, 400],
  ['a cartload', { quantity: 1000 }, 400],
  ['a book', { quantity: 1, note: 'x'.repeat(20_000) }, 413],
])('%s is no quantity', async (_, body, status) => {
  expect((await put('/cart/lines/tea-towels', body)).status).toBe(status)
})

test('what is not there, or not asked for so, is a problem', async () => {
  expect((await put('/cart/lines/velvet-curtain', { quantity: 1 })).status).toBe(404)
  expect((await get('/nowhere')).status).toBe(404)
  expect((await put('/products', {})).status).toBe(405)
})

test('another session’s order is as unknown as none', async () => {
  await put('/cart/lines/tea-towels', { quantity: 1 })
  const session = sessionOf(cookie)
  const { orderId } = shop.orders.place(session.id, session.paymentId, shop.priced(session))
  expect(await (await get(`/orders/${orderId}`)).json()).toMatchObject({ orderId, total: { value: 2345 } })
  const foreign = await get(`/orders/${orderId}`, 'payloom_session=none')
  const unknown = await get('/orders/LT-NOTHING1', 'payloom_session=none')
  expect(foreign.status).toBe(404)
  expect(await foreign.text()).toBe(await unknown.text())
})

test('orders are listed though nobody can tell how they stand', async () => {
  await put('/cart/lines/tea-towels', { quantity: 1 })
  const session = sessionOf(cookie)
  const { orderId } = shop.orders.place(session.id, session.paymentId, shop.priced(session))
  expect(await (await get('/orders')).json()).toMatchObject({ orders: [{ orderId, isShipped: false }] })
})

test('an order tells whether the cart still holds it', async () => {
  await put('/cart/lines/tea-towels', { quantity: 1 })
  const session = sessionOf(cookie)
  const { orderId } = shop.orders.place(session.id, session.paymentId, shop.priced(session))
  expect(await (await get(`/orders/${orderId}`)).json()).toMatchObject({ isInCart: true })
  standings.set(session.paymentId, { kind: 'bought' })
  expect(await (await get(`/orders/${orderId}`)).json()).toMatchObject({ isInCart: false })
})

test('what was bought leaves the cart, and the next purchase is another payment', async () => {
  await put('/cart/lines/tea-towels', { quantity: 1 })
  const { id, paymentId } = sessionOf(cookie)
  shop.orders.place(id, paymentId, shop.priced(sessionOf(cookie)))
  standings.set(paymentId, { kind: 'bought' })
  expect(await (await get('/cart')).json()).toMatchObject({ lines: [] })
  expect(sessionOf(cookie).paymentId).not.toBe(paymentId)
})

test('money that comes late pays what was ordered; what came into the cart since stays in it (A3)', async () => {
  await put('/cart/lines/tea-towels', { quantity: 1 })
  const session = sessionOf(cookie)
  const { orderId } = shop.orders.place(session.id, session.paymentId, shop.priced(session))
  await put('/cart/lines/tea-towels', { quantity: 3 })
  await put('/cart/lines/linen-throw', { quantity: 1 })
  expect(shop.orders.findOwn(session.id, orderId)).toMatchObject({
    lines: [{ productId: 'tea-towels', quantity: 1 }],
    total: { value: 2345 },
  })
  standings.set(session.paymentId, { kind: 'bought' })
  expect(await (await get('/cart')).json()).toMatchObject({
    lines: [
      { productId: 'tea-towels', quantity: 2 },
      { productId: 'linen-throw', quantity: 1 },
    ],
  })
  expect(sessionOf(cookie).paymentId).not.toBe(session.paymentId)
})

test('a refused purchase keeps its cart, its payment and its order’s number', async () => {
  await put('/cart/lines/tea-towels', { quantity: 1 })
  const session = sessionOf(cookie)
  const { orderId } = shop.orders.place(session.id, session.paymentId, shop.priced(session))
  await put('/cart/lines/tea-towels', { quantity: 3 })
  const again = sessionOf(cookie)
  expect(again.paymentId).toBe(session.paymentId)
  expect(shop.placeOrder(again, {})).toMatchObject({ orderId, lines: [{ quantity: 3 }] })
})

test('a change while money is on its way is another purchase', async () => {
  await put('/cart/lines/tea-towels', { quantity: 1 })
  const session = sessionOf(cookie)
  const { orderId } = shop.orders.place(session.id, session.paymentId, shop.priced(session))
  standings.set(session.paymentId, { kind: 'under-way' })
  const response = await put('/cart/lines/tea-towels', { quantity: 3 })
  expect(await response.json()).toMatchObject({ lines: [{ quantity: 3 }] })
  expect(sessionOf(cookie).paymentId).not.toBe(session.paymentId)
  expect(shop.orders.findOwn(session.id, orderId)?.lines[0]?.quantity).toBe(1)
})

test('a change keeps what a gift card holds, unless less is left to pay than it holds', async () => {
  await put('/cart/lines/tea-towels', { quantity: 2 })
  const { paymentId } = sessionOf(cookie)
  standings.set(paymentId, { kind: 'part-paid', held: 3000 })
  await put('/cart/lines/tea-towels', { quantity: 3 })
  expect(sessionOf(cookie).paymentId).toBe(paymentId)
  await put('/cart/lines/tea-towels', { quantity: 1 })
  expect(sessionOf(cookie).paymentId).not.toBe(paymentId)
})

test('a line of the log is a pattern: no id, no query', async () => {
  await get('/orders/LT-SECRET12?token=secret')
  expect(log.at(-1)).toEqual({
    event: 'request',
    method: 'GET',
    route: '/api/shop/orders/{id}',
    status: 404,
    milliseconds: 0,
  })
})
