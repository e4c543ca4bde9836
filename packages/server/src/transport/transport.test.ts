import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { Problem } from '@payloom/core/contract'
import { problemSchema } from '@payloom/core/contract'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeServer, listen } from '../fakeOrchestrator.fixture.ts'
import { attemptId, openTestShop, type TestShop } from '../testShop.fixture.ts'
import { toNodeHandler } from '../toNodeHandler.ts'

let shop: TestShop
let authorized = 0
beforeEach(async () => {
  authorized = 0
  shop = await openTestShop()
})
afterEach(() => shop.close())

const attempts = 'POST /payments/cart-1/attempts'
const key = { 'idempotency-key': attemptId(1) }

test('every answer is private, of contract 1, and JSON', async () => {
  const { headers } = await shop.call('ada', 'GET /methods')
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect(headers.get('payloom-contract')).toBe('1')
  expect(headers.get('content-type')).toBe('application/json')
})

test('a refusal is a problem of the closed table, without a stack', async () => {
  const { status, headers, body, text } = await shop.call('ada', 'GET /nothing')
  expect(status).toBe(404)
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect(v.parse(problemSchema, body)).toMatchObject({ code: 'not-found', status: 404, retry: 'never' })
  expect(text).not.toMatch(/\.ts|node_modules|Error:/)
})

test('an unknown version of the contract is refused with those that are spoken, on reads too (B15)', async () => {
  for (const call of ['GET /methods', attempts]) {
    const answer = await shop.call<Problem>('ada', call, call === attempts ? {} : undefined, {
      'payloom-contract': '2',
      ...key,
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 'unsupported-contract', supported: ['1'] } })
  }
})

test('a read needs no header', async () => {
  expect((await fetch(`${shop.url}/methods`, { headers: { cookie: 'session=ada' } })).status).toBe(200)
})

describe('a call that changes something', () => {
  const send = async (headers: Record<string, string>, body = '{}') => {
    const response = await fetch(`${shop.url}/payments/cart-1/attempts`, {
      method: 'POST',
      headers: { cookie: 'session=ada', ...key, ...headers },
      body,
    })
    return [response.status, ((await response.json()) as Problem).code]
  }
  const json = { 'payloom-contract': '1', 'content-type': 'application/json' }

  test.each([
    ['a foreign origin', { ...json, origin: 'https://evil.example' }],
    [
      'a foreign origin that claims to be the same',
      { ...json, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ],
    ['an opaque origin', { ...json, origin: 'null' }],
    ['an origin that only starts like the shop’s', { ...json, origin: 'https://shop.example.evil.example' }],
    ['the shop’s host over another scheme', { ...json, origin: 'http://shop.example' }],
    ['no origin at all', json],
    ['a sibling site', { ...json, 'sec-fetch-site': 'same-site' }],
    [
      'no contract header, as a form would send it',
      { 'content-type': 'application/json', origin: 'https://shop.example' },
    ],
  ])('from %s is a bad origin (F7)', async (_, headers) => {
    expect(await send(headers)).toEqual([403, 'bad-origin'])
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
  ])('as %s is refused (F7)', async (type) => {
    expect(await send({ ...json, 'content-type': type, origin: 'https://shop.example' })).toEqual([
      415,
      'unsupported-media-type',
    ])
  })

  test('is refused before anybody is asked who it is', async () => {
    const guarded = await openTestShop({
      authorize: async () => {
        authorized += 1
        return null
      },
    })
    await guarded.call('ada', attempts, {}, { origin: 'https://evil.example', ...key })
    expect(authorized).toBe(0)
    await guarded.close()
  })

  test('from the same origin needs no Origin header where the browser says so', async () => {
    expect(await send({ ...json, 'sec-fetch-site': 'same-origin' })).toEqual([400, 'bad-request'])
  })

  test('of more than 64 KB is too large, and the connection is told so', async () => {
    const body = JSON.stringify({ data: 'x'.repeat(3_000_000) })
    expect(await send({ ...json, origin: 'https://shop.example' }, body)).toEqual([413, 'too-large'])
  })

  test('that is no JSON, or of the wrong shape, names the member and never its value', async () => {
    expect(await send({ ...json, origin: 'https://shop.example' }, '{"a":')).toEqual([400, 'bad-request'])
    const { body, text } = await shop.call<Problem>('ada', attempts, { provider: '4111111111111111 ' }, key)
    expect(body.detail).toContain('provider')
    expect(text).not.toContain('4111')
  })
})

test('an attempt’s id that is none is a bad request', async () => {
  for (const bad of ['', 'abc', 'A'.repeat(32), '../../x']) {
    const { body } = await shop.call<Problem>('ada', attempts, {}, { 'idempotency-key': bad })
    expect(body.code).toBe('bad-request')
  }
})

test('a wrong method names the right ones', async () => {
  const { status, headers, body } = await shop.call<Problem>('ada', 'DELETE /methods')
  expect([status, headers.get('allow'), body.code]).toEqual([405, 'GET', 'method-not-allowed'])
})

const change = { provider: 'sandbox', method: 'card' }
test.each<[string, object?]>([
  ['POST /payments/cart-1/quote', change],
  ['POST /methods/sandbox/gift/balance', { number: '6000 1234 5678 1000', pin: '1234' }],
  ['POST /methods/sandbox/wallet/merchant-session', {}],
  ['POST /setups', {}],
  ['POST /resume', { token: 'token-of-sixteen-or-more' }],
  ['DELETE /stored-methods/one'],
])('%s is not found where the shop or its orchestrator cannot do it', async (call, body) => {
  expect(await shop.call<Problem>('ada', call, body)).toMatchObject({
    status: 404,
    body: { code: 'not-found' },
  })
})

test('guests have no stored methods', async () => {
  shop.orchestrator.script('GET /capabilities', () => ({ features: ['stored-methods'] }))
  expect((await shop.call('ada', 'GET /stored-methods')).body).toEqual([])
  expect(shop.orchestrator.to('GET /stored-payment-methods/ada')).toEqual([])
})

test.each(['wallets=a&wallets=b', 'total=-1', 'total=1e3', 'country=nl', 'payment=..%2Fx', 'locale=%0d%0a'])(
  'a list with ?%s is a bad request',
  async (query) => {
    expect((await shop.call<Problem>('ada', `GET /methods?${query}`)).body.code).toBe('bad-request')
  },
)

test('filters count on a product page only, where nothing is quoted', async () => {
  const filters = 'country=DE&currency=JPY&total=500'
  const browse = await shop.call<{ methods: object[] }>('ada', `GET /methods?${filters}`)
  expect(shop.orchestrator.to('POST /payment-methods')[0]?.body).toMatchObject({
    country: 'DE',
    currency: 'JPY',
    total: 500,
  })
  // 1.50 cannot be yen: that method is left out, the other stays.
  expect(browse.body).toEqual({
    methods: [expect.not.objectContaining({ quote: expect.anything() })],
    stored: [],
    unavailable: [{ provider: 'plain', method: 'cash', reason: 'provider-error' }],
  })
  await shop.call('ada', `GET /methods?payment=cart-1&${filters}`)
  expect(shop.orchestrator.to('POST /payment-methods')[1]?.body).toMatchObject({
    country: 'NL',
    currency: 'EUR',
    total: 20,
  })
})

describe('a page of another origin that is allowed', () => {
  beforeEach(async () => {
    await shop.close()
    shop = await openTestShop({ allowedOrigins: ['https://shop.example', 'https://app.example'] })
  })

  test('may read answers, by exact origin and without cookies', async () => {
    const { headers } = await shop.call('ada', 'GET /methods', undefined, { origin: 'https://app.example' })
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    // The page learns the server's time from it.
    expect(headers.get('access-control-expose-headers')?.split(', ')).toContain('date')
    expect(headers.get('vary')).toBe('origin')
  })

  test('passes the preflight, another does not', async () => {
    const preflight = (origin: string) =>
      fetch(`${shop.url}/payments/cart-1/attempts`, { method: 'OPTIONS', headers: { origin } })
    const allowed = await preflight('https://app.example')
    expect([allowed.status, allowed.headers.get('access-control-allow-headers')]).toEqual([
      204,
      expect.stringContaining('idempotency-key'),
    ])
    const refused = await preflight('https://evil.example')
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })
})

test('too many calls of one session are told when to come back; another session is not held up (F11)', async () => {
  await shop.close()
  shop = await openTestShop({ limits: { callsPerMinute: 3 } })
  for (let call = 0; call < 3; call += 1) expect((await shop.call('ada', 'GET /methods')).status).toBe(200)
  const { status, headers, body } = await shop.call<Problem>('ada', 'GET /methods')
  expect([status, body.code, body.retry]).toEqual([429, 'rate-limited', 'same'])
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await shop.call('bob', 'GET /methods')).status).toBe(200)
})

test('too many attempts are refused and bind nothing (F11)', async () => {
  await shop.close()
  shop = await openTestShop({ limits: { attemptsPerMinute: 1 } })
  shop.orchestrator.script('POST /payment', () => ({
    step: 1,
    outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
  }))
  await shop.pay(1)
  expect((await shop.pay(2)).body.code).toBe('rate-limited')
  expect(shop.orchestrator.to('POST /payment')).toHaveLength(1)
})

test('a session that ends between the list and the click is told so: nothing is asked for, and its cart is kept (B13)', async () => {
  const quote = await shop.quote()
  const cart = shop.carts.get('cart-1')
  const body = { provider: 'sandbox', method: 'card', purpose: 'pay', data: {}, quote }
  expect(await shop.call<Problem>('expired', attempts, body, key)).toMatchObject({
    status: 401,
    body: { code: 'session-expired', retry: 'never' },
  })
  expect(shop.orchestrator.to('POST /payment')).toEqual([])
  expect(shop.carts.get('cart-1')).toEqual(cart)
  expect((await shop.call('ada', attempts, body, key)).status).toBe(200)
})

test.each(['..', '.', '%2e%2e', 'a%2Fb', 'a%3Fb', 'a%0d%0ab', 'a%00', 'ü', 'a'.repeat(65)])(
  'a provider or a method of the form %s is not found, and nobody is asked for it (F9)',
  async (code) => {
    await shop.list()
    const before = shop.orchestrator.calls.length
    for (const pair of [`${code}/card`, `sandbox/${code}`]) {
      expect((await shop.call('ada', `POST /methods/${pair}`, { purpose: 'pay' })).status).toBe(404)
    }
    const body = { provider: code, method: code, purpose: 'pay', data: {}, quote: 'q' }
    expect((await shop.call('ada', attempts, body, key)).status).toBeGreaterThanOrEqual(400)
    expect(shop.orchestrator.calls.slice(before).map(({ call }) => call)).not.toContain('POST /payment')
  },
)

test('a session that has ended is told so', async () => {
  expect((await shop.call<Problem>('expired', 'GET /methods')).body).toMatchObject({
    code: 'session-expired',
    status: 401,
  })
})

test('a shop that throws is an internal problem that tells the browser nothing', async () => {
  shop.place = async () => {
    throw new Error('secret of the shop')
  }
  const answer = await shop.pay(1)
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
  expect(answer.text).not.toContain('secret')
  expect(shop.events).toContainEqual(expect.objectContaining({ type: 'error', where: 'validate' }))
})

describe('the handler for node:http', () => {
  test('leaves other paths alone', async () => {
    expect(await (await fetch(`${shop.origin}/api/paymentsx`)).text()).toBe('not ours')
    expect(await (await fetch(`${shop.origin}/`)).text()).toBe('not ours')
  })

  test('survives a browser that leaves in the middle of its request', async () => {
    const { port } = new URL(shop.origin)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          'POST /api/payments/payments/cart-1/attempts HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"a"',
        )
        socket.destroy()
      })
      socket.on('close', () => resolve())
    })
    expect((await shop.call('ada', 'GET /methods')).status).toBe(200)
  })

  test('says 400 to a host that no URL can be made of', async () => {
    const handle = toNodeHandler(shop.service)
    const server = createServer((request, response) => void handle(request, response))
    const { port } = new URL(await listen(server))
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET /api/payments/methods HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'),
      )
      let text = ''
      socket.on('data', (chunk) => {
        text += String(chunk)
      })
      socket.on('close', () => resolve(text))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400/)
    await closeServer(server)
  })
})
