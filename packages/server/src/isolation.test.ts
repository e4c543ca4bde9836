import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PaymentEvents, type Problem } from '@payloom/core/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createServiceLog } from './operations/createServiceLog.ts'
import { createSqliteStore } from './store/createSqliteStore.ts'
import { attemptId, createCart, openTestShop, type TestShop } from './testShop.fixture.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({
    reprice: async (payable) => ({ payable, lineItems: [], shippingOptions: [], errors: [] }),
  })
  shop.orchestrator.script('GET /capabilities', () => ({ features: ['read-back', 'cancel', 'balance'] }))
})
afterEach(() => shop.close())

const update = { step: 1, data: {} }
const validate = { provider: 'sandbox', method: 'card', purpose: 'pay', data: {}, quote: 'q' }
const calls: [string, unknown?][] = [
  ['GET /payments/{id}'],
  ['GET /payments/{id}/events'],
  [`GET /payments/{id}/attempts/${attemptId(1)}`],
  [`POST /payments/{id}/attempts/${attemptId(1)}/update`, update],
  [`POST /payments/{id}/attempts/${attemptId(1)}/cancel`, {}],
  ['POST /payments/{id}/attempts', validate],
  ['GET /methods?payment={id}'],
  ['POST /methods/sandbox/card', { purpose: 'pay', payment: '{id}' }],
  ['POST /methods/sandbox/card', { purpose: 'resume', payment: '{id}', attemptId: attemptId(1) }],
  ['POST /methods/sandbox/gift/balance', { payment: '{id}', number: '6000 1234 5678 1000', pin: '1234' }],
  ['POST /payments/{id}/quote', { provider: 'sandbox', method: 'card' }],
]

test.each(calls)(
  '%s of another customer’s payment answers exactly like one that does not exist (F1, F12)',
  async (call, template) => {
    await shop.pay(1)
    shop.carts.set('cart-3', createCart('cart-3', 'eve', 'other-tenant'))
    const ask = async (who: string, id: string) => {
      const body = template && JSON.stringify(template).replace('{id}', id)
      const answer = await shop.call<Problem>(who, call.replace('{id}', id), body, {
        'idempotency-key': attemptId(2),
      })
      return [answer.status, answer.text, [...answer.headers].filter(([name]) => name !== 'date')]
    }
    const unknown = await ask('bob', 'cart-unknown')
    expect(await ask('bob', 'cart-1')).toEqual(unknown)
    expect(await ask('nobody', 'cart-1')).toEqual(unknown)
    expect(await ask('eve', 'cart-1')).toEqual(unknown)
    expect(unknown[0]).toBe(404)
    expect(String(unknown[1])).not.toContain('cart')
  },
)

test.each(['cart-1%00', 'cart-1/', 'CART-1', '%63art-1%2f', '..', '.', '%2e%2e', 'cart-1%0d%0aX: y', 'ü'])(
  'a payment id in the form %s is not found (F1)',
  async (id) => {
    expect((await shop.call('bob', `GET /payments/${id}`)).status).toBe(404)
  },
)

test('the same payment id of another tenant is another payment (F3)', async () => {
  await shop.pay(1)
  const other = await openTestShop({ store: shop.store })
  other.carts.set('cart-1', createCart('cart-1', 'eve', 'other-tenant'))
  expect((await other.call<{ attempts: object[] }>('eve', 'GET /payments/cart-1')).body.attempts).toEqual([])
  await other.close()
  shop = await openTestShop()
})

test('a message of one tenant’s bus about another tenant’s payment moves nothing, and is told as waiting (F3)', async () => {
  await shop.close()
  shop = await openTestShop({ busTenant: 'other-tenant' })
  await shop.pay(1)
  await shop.bus.publish({
    messageId: 'msg-x',
    type: 'payment-status',
    body: { orderId: 'cart-1', status: 'paid', kind: 'captured', factId: 'evt_x', attemptId: attemptId(1) },
  })
  const told = { type: 'bus', eventId: 'msg-x', outcome: 'waiting' }
  await expect.poll(() => shop.events).toContainEqual(told)
  expect((await shop.status()).status).toBe('open')
})

test('a payment of somebody else costs the store the same work as none, so that no clock tells them apart (F1, F12)', async () => {
  const asked: string[] = []
  const inner = createSqliteStore({ path: ':memory:' })
  const store = new Proxy(inner, {
    get(target, name) {
      const own = Reflect.get(target, name)
      if (typeof own !== 'function') return own
      return (...given: unknown[]) => {
        asked.push(String(name))
        return Reflect.apply(own, target, given)
      }
    },
  })
  // Nothing of its own is looked for meanwhile.
  const quiet = { now: () => Date.now(), after: () => () => undefined }
  await shop.close()
  shop = await openTestShop({ store, clock: quiet })
  await shop.pay(1)
  for (const [call, template] of calls) {
    const workFor = async (id: string) => {
      asked.length = 0
      const body = template && JSON.stringify(template).replace('{id}', id)
      await shop.call('bob', call.replace('{id}', id), body, { 'idempotency-key': attemptId(2) })
      return [...asked]
    }
    expect(await workFor('cart-1'), call).toEqual(await workFor('cart-9'))
  }
})

test('an attempt’s id is not shared between payments (F6)', async () => {
  await shop.pay(1)
  await shop.pay(1, {}, 'bob')
  expect(shop.orchestrator.to('POST /payment').map((call) => call.body.id)).toEqual(['cart-1', 'cart-2'])
})

test('amounts, customers and prices that a browser sends are not heard (F4)', async () => {
  await shop.pay(1, {
    total: 1,
    amount: 1,
    currency: 'JPY',
    customerId: 'rich',
    items: [],
    orderId: 'other',
    paymentId: 'cart-2',
    store: true,
    returnUrl: 'https://evil.example',
  })
  const [call] = shop.orchestrator.to('POST /payment')
  expect(call?.body).toMatchObject({
    id: 'cart-1',
    total: 20,
    amount: 20,
    currency: 'EUR',
    orderReference: 'order-1',
  })
  expect(call?.body).not.toHaveProperty('customerId')
  // A guest can store nothing.
  expect(call?.body).not.toHaveProperty('store')
  expect(String(call?.body.returnUrl)).toMatch(/^https:\/\/shop\.example\//)
})

test('a quote of another payment, of another method, or made up, is not believed', async () => {
  const quotes = [await shop.quote('card', 'bob'), await shop.quote('cash'), 'made.up', '', 'a'.repeat(2000)]
  for (const quote of quotes) {
    const { status, body } = await shop.pay(1, { quote })
    expect([status, body.code]).toEqual([409, 'amount-changed'])
  }
  expect(shop.orchestrator.to('POST /payment')).toEqual([])
})

test('credentials, the orchestrator’s extra fields and payloads reach neither browser nor observer (F10)', async () => {
  const canary = 'canary-of-the-company'
  const secret = { secretKey: canary, token: canary }
  const row = { provider: 'sandbox', method: 'card', title: 'Card', ...secret }
  shop.orchestrator.script('POST /payment-methods', () => ({ methods: [row], ...secret }))
  shop.orchestrator.script('POST /payment-methods/sandbox/card', () => ({ ...row, config: {} }))
  shop.orchestrator.script('POST /payment', () => ({
    id: 'pay_1',
    step: 1,
    ...secret,
    outcome: {
      outcome: 'failed',
      error: { code: 'declined', retry: 'same', providerCode: 'x', ...secret },
      ...secret,
    },
  }))
  const seen = [
    (await shop.call('ada', 'GET /methods')).text,
    (await shop.call('ada', 'POST /methods/sandbox/card', { purpose: 'pay' })).text,
    (await shop.pay(1)).text,
  ]
  await shop.bus.publish({
    messageId: 'msg-1',
    type: 'payment-status',
    body: { orderId: 'cart-1', status: 'failed', attemptId: attemptId(1), payload: secret },
  })
  await expect.poll(() => shop.events.some((event) => event.type === 'bus')).toBe(true)
  seen.push(JSON.stringify(await shop.status()), JSON.stringify(shop.events))
  for (const text of seen) {
    expect(text).not.toContain(canary)
    expect(text).not.toContain('service-token-canary')
    expect(text).not.toContain('tok_1')
  }
})

test('the service’s log has no canary of what shop, browser, company and bus said, also when each of them fails (F10)', async () => {
  const canary = 'canary of a shopper 4111111111111111'
  const lines: string[] = []
  await shop.close()
  shop = await openTestShop({ observe: createServiceLog({ write: (line) => lines.push(line) }) })
  const fail = () => {
    throw Object.assign(new Error(canary), { body: canary, cause: canary })
  }
  shop.service.on(PaymentEvents.PAYMENT_STATUS_UPDATED, fail)
  await shop.pay(1, { data: { token: canary }, contact: { email: canary }, method: canary })
  await shop.pay(2, { data: { token: canary }, consents: { [canary]: true } })
  await shop.call('ada', `GET /payments/cart-1?${encodeURIComponent(canary)}`, undefined, {
    'x-note': canary,
  })
  const failed = { code: 'declined', retry: 'same', providerCode: canary }
  shop.orchestrator.script('POST /payment', () => ({
    step: 1,
    outcome: { outcome: 'failed', error: failed },
  }))
  await shop.pay(3, {}, 'bob')
  shop.place = fail
  await shop.pay(4, { supersede: attemptId(2) })
  const body = { orderId: 'cart-1', status: canary, kind: canary, payload: canary, attemptId: attemptId(2) }
  await shop.bus.publish({ messageId: 'msg-c', type: 'payment-status', body: { ...body, factId: 'evt_c' } })
  await expect
    .poll(() => lines.join(''))
    .toMatch(/"event":"error","where":"PAYMENT_STATUS_UPDATED","name":"Error"/)
  expect(lines.join('')).toMatch(/"event":"answer".*"providerCode":"other"/)
  expect(lines.join('')).not.toMatch(/canary|4111/)
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
})

test('what the provider collected is in no file of the store (F10)', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'payloom-canary-'))
  await shop.close()
  shop = await openTestShop({ store: createSqliteStore({ path: path.join(folder, 'store.sqlite') }) })
  await shop.pay(1, { data: { token: 'tok_canary', number: '4111111111111111' } })
  expect(shop.orchestrator.to('POST /payment')[0]?.body.data).toMatchObject({ token: 'tok_canary' })
  const files = readdirSync(folder)
  expect(files).toContain('store.sqlite')
  for (const file of files) {
    const bytes = readFileSync(path.join(folder, file))
    for (const canary of ['tok_canary', '4111111111111111', 'service-token-canary']) {
      expect(bytes.includes(canary)).toBe(false)
    }
  }
  rmSync(folder, { recursive: true })
})
