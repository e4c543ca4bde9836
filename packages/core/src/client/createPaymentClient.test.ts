import { describe, expect, test } from 'vitest'
import { PaymentError } from '../errors/PaymentError.ts'
import type { CheckoutEvent } from './CheckoutEvent.ts'
import { createPaymentClient } from './createPaymentClient.ts'
import type { PaymentClient } from './PaymentClient.ts'
import type { PaymentClientOptions } from './PaymentClientOptions.ts'
import { type Answer, json, startShopProxy } from './shopProxy.fixture.ts'
import { attemptId, listOf, resultOf, stateOf } from './wire.fixture.ts'

async function clientFor(answer: Answer, options: Partial<PaymentClientOptions> = {}) {
  const { baseUrl, seen } = await startShopProxy(answer)
  return { seen, baseUrl, client: createPaymentClient({ baseUrl, ...options }) }
}

const payment = { paymentId: 'cart-1' }
const attempt = { ...payment, attemptId }
const order = {
  provider: 'sandbox',
  method: 'card',
  purpose: 'pay',
  data: { token: 'tok_1' },
  quote: 'q1',
} as const

const calls: [
  name: string,
  call: (client: PaymentClient) => Promise<unknown>,
  request: { method: string; path: string; body?: unknown },
  answer: unknown,
][] = [
  [
    'loadMethodList',
    (client) =>
      client.loadMethodList({ payment: 'cart-1', wallets: ['applepay', 'googlepay'], locale: 'de' }),
    { method: 'GET', path: '/methods?payment=cart-1&locale=de&wallets=applepay%2Cgooglepay' },
    listOf(),
  ],
  [
    'loadMethod',
    (client) => client.loadMethod({ provider: 'sandbox', method: 'card', purpose: 'pay' }),
    { method: 'POST', path: '/methods/sandbox/card', body: { purpose: 'pay' } },
    { provider: 'sandbox', method: 'card', purpose: 'pay', config: { any: ['thing'] }, redirectOrigins: [] },
  ],
  [
    'loadQuote',
    (client) => client.loadQuote({ ...payment, provider: 'sandbox', method: 'card', coupon: 'TEN' }),
    {
      method: 'POST',
      path: '/payments/cart-1/quote',
      body: { provider: 'sandbox', method: 'card', coupon: 'TEN' },
    },
    { quote: 'q2', total: { value: 1, currency: 'EUR' }, lineItems: [], shippingOptions: [], errors: [] },
  ],
  [
    'loadBalance',
    (client) => client.loadBalance({ provider: 'gift', method: 'card', number: '6006', pin: '1' }),
    { method: 'POST', path: '/methods/gift/card/balance', body: { number: '6006', pin: '1' } },
    { value: 500, currency: 'EUR' },
  ],
  [
    'loadMerchantSession',
    (client) =>
      client.loadMerchantSession({ provider: 'w', method: 'pay', validationURL: 'https://w.example' }),
    { method: 'POST', path: '/methods/w/pay/merchant-session', body: { validationURL: 'https://w.example' } },
    { anything: { goes: true } },
  ],
  [
    'validate',
    (client) => client.validate({ ...attempt, ...order }),
    { method: 'POST', path: '/payments/cart-1/attempts', body: order },
    resultOf({ outcome: 'complete', orderId: 'o-1' }),
  ],
  [
    'readAttempt',
    (client) => client.readAttempt(attempt),
    { method: 'GET', path: `/payments/cart-1/attempts/${attemptId}` },
    resultOf({ outcome: 'failed', error: { code: 'declined', retry: 'same' } }),
  ],
  [
    'updatePayment',
    (client) => client.updatePayment({ ...attempt, step: 1, data: { ok: true } }),
    {
      method: 'POST',
      path: `/payments/cart-1/attempts/${attemptId}/update`,
      body: { step: 1, data: { ok: true } },
    },
    resultOf({ outcome: 'action', action: { type: 'challenge', url: 'https://c.example' } }),
  ],
  [
    'cancelPayment',
    (client) => client.cancelPayment(attempt),
    { method: 'POST', path: `/payments/cart-1/attempts/${attemptId}/cancel` },
    resultOf({ outcome: 'canceled' }),
  ],
  [
    'resume',
    (client) => client.resume({ token: 'a-return-token-of-ours' }),
    { method: 'POST', path: '/resume', body: { token: 'a-return-token-of-ours' } },
    { result: resultOf(), provider: 'sandbox', method: 'card', params: { a: 'b' } },
  ],
  [
    'readStatus',
    (client) => client.readStatus(payment),
    { method: 'GET', path: '/payments/cart-1' },
    stateOf(),
  ],
  [
    'createSetup',
    (client) => client.createSetup(),
    { method: 'POST', path: '/setups' },
    { paymentId: 'setup-1' },
  ],
  [
    'loadStoredMethods',
    (client) => client.loadStoredMethods(),
    { method: 'GET', path: '/stored-methods' },
    [{ id: 's1', provider: 'sandbox', method: 'card', title: 'Visa', needsCvc: true }],
  ],
]

describe('every call', () => {
  test.each(calls)('%s sends what the contract says and resolves with the parsed answer', async (...row) => {
    const [, call, request, answer] = row
    const { client, seen } = await clientFor(json(answer))

    expect(await call(client)).toEqual(answer)

    const [only] = seen
    expect(seen).toHaveLength(1)
    expect(only).toMatchObject({ method: request.method, url: `/api/payments${request.path}` })
    expect(only?.body).toBe(request.body === undefined ? '' : JSON.stringify(request.body))
    expect(only?.headers).toMatchObject({ 'payloom-contract': '1' })
    expect(only?.headers['content-type']).toBe(request.method === 'GET' ? undefined : 'application/json')
  })

  const closed = calls.filter(([name]) => name !== 'loadMerchantSession')
  test.each(closed)('%s drops every field that the contract does not know (F10)', async (...row) => {
    const [, call, , answer] = row
    const { client } = await clientFor(json(withCanaries(answer)))

    const value = JSON.stringify(openEnds(await call(client)))

    expect(value).not.toContain('canary')
  })

  test.each(calls)('%s refuses an answer that is not its own', async (name, call) => {
    const { client } = await clientFor(json('nothing like it'))
    await expect(call(client)).rejects.toMatchObject({ code: 'bad-response', origin: 'network' })
    await expect(call(client)).rejects.toThrow(name)
  })
})

test('deleteStoredMethod resolves with nothing on 204', async () => {
  const { client, seen } = await clientFor((response) => response.writeHead(204).end())
  expect(await client.deleteStoredMethod({ id: 's1' })).toBeUndefined()
  expect(seen[0]).toMatchObject({ method: 'DELETE', url: '/api/payments/stored-methods/s1' })
})

test('validate sends the attempt id as its idempotency key, and nowhere else', async () => {
  const { client, seen } = await clientFor(json(resultOf()))
  await client.validate({ ...attempt, ...order })
  expect(seen[0]?.headers['idempotency-key']).toBe(attemptId)
  expect(`${seen[0]?.url} ${seen[0]?.body}`).not.toContain(attemptId)
})

describe('how a page is known', () => {
  test('a cookie page sends its cookies to its own origin only, and no authorization', async () => {
    const inits: Request[] = []
    const fetch = async (input: RequestInfo | URL) => {
      inits.push(input as Request)
      return new Response(JSON.stringify(listOf()), { headers: { 'content-type': 'application/json' } })
    }
    const client = createPaymentClient({ baseUrl: 'https://shop.example/api', fetch })
    await client.loadMethodList()
    expect(inits[0]?.credentials).toBe('same-origin')
    expect(inits[0]?.headers.has('authorization')).toBe(false)
  })

  test('a bearer page asks for its token before each call, and sends no cookies', async () => {
    const inits: Request[] = []
    let count = 0
    const fetch = async (input: RequestInfo | URL) => {
      inits.push(input as Request)
      return new Response(JSON.stringify(listOf()), { headers: { 'content-type': 'application/json' } })
    }
    const client = createPaymentClient({
      baseUrl: 'https://shop.example/api',
      fetch,
      resumeToken: 'token-of-a-return',
      getToken: async () => {
        count += 1
        return `t${count}`
      },
    })
    await client.loadMethodList()
    await client.loadMethodList()
    expect(inits.map((request) => request.headers.get('authorization'))).toEqual(['Bearer t1', 'Bearer t2'])
    expect(inits.map((request) => request.credentials)).toEqual(['omit', 'omit'])
    expect(inits[0]?.headers.get('payloom-resume')).toBe('token-of-a-return')
  })

  test.each([
    ['throws', () => Promise.reject(new Error('secret-token expired'))],
    ['is no header value', () => Promise.resolve('secret-token\r\nx: y')],
  ])('a token that %s is an error of the page, and nothing is sent', async (_, getToken) => {
    const { client, seen } = await clientFor(json(resultOf()), { getToken })
    const error = await client.validate({ ...attempt, ...order }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(PaymentError)
    expect(error).toMatchObject({ code: 'session-expired', origin: 'page' })
    expect(`${error} ${(error as PaymentError).cause}`).not.toContain('secret-token')
    expect(seen).toHaveLength(0)
  })
})

test('an id that would climb out of its path is an error of the page, and nothing is sent (F9)', async () => {
  const { client, seen } = await clientFor(json(stateOf()))
  await expect(client.readStatus({ paymentId: '..' })).rejects.toMatchObject({
    name: 'PaymentError',
    code: 'bad-request',
    origin: 'page',
  })
  expect(seen).toHaveLength(0)
})

test('an id is one segment of the path, whatever is in it (F9)', async () => {
  const { client, seen } = await clientFor(json(stateOf()))
  // The contract has no such id, so no state is about it.
  await expect(client.readStatus({ paymentId: 'a/b?c#d' })).rejects.toMatchObject({ code: 'bad-response' })
  expect(seen[0]?.url).toBe('/api/payments/payments/a%2Fb%3Fc%23d')
})

test('every call is observed with its name, its duration and what became of it', async () => {
  const events: CheckoutEvent[] = []
  const { client } = await clientFor((response) => response.writeHead(500).end(), {
    observe: (event) => events.push(event),
    now: () => 7,
    random: () => 0,
  })
  await client.cancelPayment(attempt).catch(() => undefined)
  expect(events).toEqual([{ type: 'call', name: 'cancelPayment', durationMs: 0, outcome: 'bad-response' }])
})

test('an observer that throws changes nothing', async () => {
  const { client } = await clientFor(json(listOf()), {
    observe: () => {
      throw new Error('from the observer')
    },
  })
  expect(await client.loadMethodList()).toEqual(listOf())
})

test('values of later versions are kept as they come (B15)', async () => {
  const later = listOf({ unavailable: [{ provider: 'p', method: 'm', reason: 'solar-flare' }] })
  const { client } = await clientFor((response, request) => {
    json(request.url.endsWith('/methods') ? later : stateOf({ status: 'teleported' }))(response, request)
  })
  expect((await client.loadMethodList()).unavailable[0]?.reason).toBe('solar-flare')
  expect((await client.readStatus(payment)).status).toBe('teleported')
})

test('an unknown outcome reads as pending, never as a failure', async () => {
  const { client } = await clientFor(json(resultOf({ outcome: 'entangled', error: { code: 'x' } })))
  expect(await client.readAttempt(attempt)).toEqual(resultOf({ outcome: 'pending' }))
})

function withCanaries(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCanaries)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, member]) => [key, withCanaries(member)] as const)
  return { ...Object.fromEntries(entries), canary: 'canary' }
}

/** Without the members that are the provider's own by contract: config, action, params. */
function openEnds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openEnds)
  if (typeof value !== 'object' || value === null) return value
  const own = ['config', 'action', 'params']
  const entries = Object.entries(value).filter(([key]) => !own.includes(key))
  return Object.fromEntries(entries.map(([key, member]) => [key, openEnds(member)]))
}
