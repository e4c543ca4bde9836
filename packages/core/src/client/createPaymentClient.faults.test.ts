import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { isNetworkError, isProxyError, PaymentError } from '../errors/PaymentError.ts'
import { createPaymentClient } from './createPaymentClient.ts'
import type { PaymentClientOptions } from './PaymentClientOptions.ts'
import { type Answer, inTurn, json, problem, startShopProxy } from './shopProxy.fixture.ts'
import { attemptId, listOf, resultOf, stateOf } from './wire.fixture.ts'

async function clientFor(answer: Answer, options: Partial<PaymentClientOptions> = {}) {
  const { baseUrl, seen } = await startShopProxy(answer)
  return { seen, client: createPaymentClient({ baseUrl, random: () => 0, ...options }) }
}

async function failureOf(call: Promise<unknown>): Promise<PaymentError> {
  const caught = await call.then(
    () => 'it did not fail',
    (error: unknown) => error,
  )
  expect(caught).toBeInstanceOf(PaymentError)
  return caught as PaymentError
}

const order = {
  paymentId: 'cart-1',
  attemptId,
  provider: 'sandbox',
  method: 'card',
  purpose: 'pay',
  data: { token: 'tok_secret' },
  quote: 'q1',
} as const

const head = { 'content-type': 'application/json' }

describe('an answer that is not the contract’s', () => {
  const answers: [string, Answer][] = [
    ['HTML with 200', (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html>leak')],
    ['JSON by another type', (r) => r.writeHead(200, { 'content-type': 'text/plain' }).end('{}')],
    ['JSON of no type', (r) => r.writeHead(200).end('{"methods":[]}')],
    ['an empty 200', (r) => r.writeHead(200, head).end()],
    ['204 where a body is due', (r) => r.writeHead(204).end()],
    ['malformed JSON', (r) => r.writeHead(200, head).end('{"leak":')],
    ['null', json(null)],
    ['an array for an object', json([listOf()])],
    ['JSON ten thousand levels deep', (r) => r.writeHead(200, head).end('['.repeat(10_000))],
    ['a member of a wrong type', json(listOf({ methods: 'leak' as never }))],
    ['an oversized body', json({ ...listOf(), leak: 'x'.repeat(2_000_000) })],
    [
      'an oversized body of unknown length',
      (r) => {
        r.writeHead(200, head)
        for (let i = 0; i < 40; i += 1) r.write(' '.repeat(50_000))
        r.end('{}')
      },
    ],
    [
      'a body that breaks off',
      (r) => {
        r.writeHead(200, { ...head, 'content-length': '1000' }).write('{"leak":', () => r.destroy())
      },
    ],
    ['a redirect', (r) => r.writeHead(302, { location: '/leak' }).end()],
    ['an error without a problem', (r) => r.writeHead(418, head).end('{"leak":1}')],
    ['an error in HTML', (r) => r.writeHead(403, { 'content-type': 'text/html' }).end('<p>leak')],
    ['a problem by another type', json({ status: 404, code: 'not-found', leak: 1 }, 404)],
    ['a problem without a code', problem('x', 400, { code: undefined })],
    ['an oversized problem', problem('not-found', 404, { detail: 'leak'.repeat(500_000) })],
  ]

  test.each(answers)(
    '%s is a bad response, and the message repeats none of it (A9, A10)',
    async (_, answer) => {
      const { client } = await clientFor(answer)
      for (const [name, call] of [
        ['loadMethodList', () => client.loadMethodList()],
        ['validate', () => client.validate(order)],
      ] as const) {
        const error = await failureOf(call())
        expect(error).toMatchObject({ code: 'bad-response', retry: 'same' })
        expect(isNetworkError(error)).toBe(true)
        expect(error.message).toMatch(new RegExp(`^${name}: .*baseUrl`))
        expect(`${error.message} ${JSON.stringify(error)} ${error.cause}`).not.toMatch(/leak|tok_secret/)
      }
    },
  )

  test('its place in the contract is named', async () => {
    const { client } = await clientFor(json(listOf({ methods: [{ provider: 'p' } as never] })))
    await expect(client.loadMethodList()).rejects.toThrow('methods.0.method')
  })

  test('an answer about another attempt, or another payment, is none: nothing is known of what was asked for', async () => {
    const ref = { paymentId: 'cart-1', attemptId }
    for (const other of [{ attemptId: 'f'.repeat(32) }, { paymentId: 'cart-2' }]) {
      const { client } = await clientFor(json(resultOf(other)))
      const calls = [
        () => client.validate(order),
        () => client.readAttempt(ref),
        () => client.updatePayment({ ...ref, step: 1, data: {} }),
        () => client.cancelPayment(ref),
      ]
      for (const call of calls) {
        expect(await failureOf(call())).toMatchObject({
          code: 'bad-response',
          message: expect.stringContaining('not what was asked for'),
        })
      }
    }
    const { client } = await clientFor(json(stateOf({ paymentId: 'cart-2' })))
    expect(await failureOf(client.readStatus({ paymentId: 'cart-1' }))).toMatchObject({
      code: 'bad-response',
      message: expect.stringContaining('not what was asked for'),
    })
  })

  test('its status is told', async () => {
    const { client } = await clientFor((r) => r.writeHead(418).end())
    expect((await failureOf(client.validate(order))).details).toEqual({ status: 418 })
  })

  test('a redirect is never followed (A9, A12)', async () => {
    const { client, seen } = await clientFor((r) => r.writeHead(307, { location: '/elsewhere' }).end())
    await failureOf(client.validate(order))
    expect(seen).toHaveLength(1)
  })

  test('no JSON at all makes the client throw anything but one PaymentError (A10)', async () => {
    let body = ''
    const { client } = await clientFor((r) => r.writeHead(200, head).end(body))
    await fc.assert(
      fc.asyncProperty(fc.json(), async (anything) => {
        body = anything
        const error = await client.loadMethodList().catch((caught: unknown) => caught)
        expect(error).toBeInstanceOf(PaymentError)
      }),
      { numRuns: 50 },
    )
  })
})

describe('an answer that does not come', () => {
  test('silence ends as a timeout (A8)', async () => {
    const { client, seen } = await clientFor(() => undefined, { timeout: 80 })
    const error = await failureOf(client.validate(order))
    expect(error).toMatchObject({ code: 'timeout', origin: 'network', retry: 'same' })
    expect(error.message).toMatch(/^validate: /)
    expect(seen).toHaveLength(1)
  })

  test.each([
    ['a stalled body', (r) => r.writeHead(200, head).write('{')],
    [
      'a slow drip',
      (r) => {
        r.writeHead(200, head)
        const drip = setInterval(() => r.write(' '), 20)
        r.on('close', () => clearInterval(drip))
      },
    ],
  ] satisfies [string, Answer][])('%s ends as a timeout too (A8)', async (_, answer) => {
    const { client } = await clientFor(answer, { timeout: 80 })
    expect(await failureOf(client.loadMethodList())).toMatchObject({ code: 'timeout', origin: 'network' })
    expect(await failureOf(client.validate(order))).toMatchObject({ code: 'timeout', origin: 'network' })
  })

  test('the stalled body of an error ends within the budget (A8)', async () => {
    const stalled: Answer = (r) => r.writeHead(503, head).write('{')
    const { client } = await clientFor(stalled, { timeout: 50, totalTimeout: 400 })
    expect((await failureOf(client.loadMethodList())).origin).toBe('network')
  })

  test('a server that says to come back tomorrow is asked again after 5 seconds (A6)', async () => {
    vi.useFakeTimers()
    const answers = [
      new Response(null, { status: 503, headers: { 'retry-after': '86400' } }),
      new Response(JSON.stringify(listOf()), { headers: head }),
    ]
    const fetch = vi.fn(async () => answers.shift() ?? Response.error())
    const client = createPaymentClient({ baseUrl: 'https://shop.example', fetch })

    const list = client.loadMethodList()
    await vi.advanceTimersByTimeAsync(4999)
    expect(fetch).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)

    expect(await list).toEqual(listOf())
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  test.each([0, '5', '86400', 'Sun, 22 Nov 2099 10:00:00 GMT', 'soon'])(
    'Retry-After: %s never outlasts the whole budget (A6)',
    async (value) => {
      const busy: Answer = (r) => r.writeHead(429, { 'retry-after': String(value) }).end()
      const { client } = await clientFor(busy, { totalTimeout: 250 })
      expect((await failureOf(client.loadMethodList())).origin).toBe('network')
    },
  )

  test('a closed port is a network error', async () => {
    const client = createPaymentClient({ baseUrl: 'http://127.0.0.1:1/api', random: () => 0 })
    const error = await failureOf(client.readStatus({ paymentId: 'cart-1' }))
    expect(error).toMatchObject({ code: 'network', origin: 'network', retry: 'same' })
    expect(error.message).toMatch(/^readStatus: .*connect-src/)
    // ky's own error would carry the request, and with it the bearer token.
    expect(error.cause).toBeInstanceOf(TypeError)
    expect(error.cause).not.toHaveProperty('request')
  })

  test('the same while the browser is offline is offline, and nothing is tried again', async () => {
    const fetch = vi.fn(async () => {
      throw new TypeError('Failed to fetch')
    })
    const client = createPaymentClient({ baseUrl: 'https://shop.example', fetch, isOnline: () => false })
    expect(await failureOf(client.loadMethodList())).toMatchObject({ code: 'offline', origin: 'network' })
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  test('a failure that no runtime is known for is a network error too', async () => {
    const fetch = async () => {
      throw new TypeError('A message of a browser to come')
    }
    const client = createPaymentClient({ baseUrl: 'https://shop.example', fetch })
    expect(await failureOf(client.validate(order))).toMatchObject({ code: 'network', origin: 'network' })
  })
})

describe('giving up', () => {
  test('a call given up ends as aborted, and its connection with it', async () => {
    const controller = new AbortController()
    const closed = Promise.withResolvers<void>()
    const { client } = await clientFor((r) => {
      r.on('close', () => closed.resolve())
      controller.abort()
    })
    const error = await failureOf(client.validate(order, { signal: controller.signal }))
    expect(error).toMatchObject({ code: 'aborted', origin: 'network' })
    expect(error.message).toMatch(/^validate: /)
    await closed.promise
  })

  test('a call given up while its body comes ends as aborted', async () => {
    const controller = new AbortController()
    const { client } = await clientFor((r) => {
      r.writeHead(200, head).write('{', () => controller.abort())
    })
    const error = await failureOf(client.loadMethodList({}, { signal: controller.signal }))
    expect(error.code).toBe('aborted')
  })

  test('a call given up before it begins sends nothing', async () => {
    const { client, seen } = await clientFor(json(resultOf()))
    const error = await failureOf(client.validate(order, { signal: AbortSignal.abort() }))
    expect(error.code).toBe('aborted')
    expect(seen).toHaveLength(0)
  })
})

describe('trying again', () => {
  test.each([408, 429, 500, 502, 503, 504])(
    'a read that is answered %i is sent three times (A7)',
    async (status) => {
      const { client, seen } = await clientFor((r) => r.writeHead(status).end())
      expect((await failureOf(client.loadMethodList())).details.status).toBe(status)
      // Chromium and undici re-send some of these themselves; what this client adds is two.
      expect(seen).toHaveLength(3)
    },
  )

  test('a read that succeeds at the third try is a success (A7)', async () => {
    const down: Answer = (r) => r.writeHead(502).end()
    const { client } = await clientFor(inTurn(down, down, json(listOf())))
    expect(await client.loadMethodList()).toEqual(listOf())
  })

  test('a read whose connection is reset is sent again (A1)', async () => {
    const { client, seen } = await clientFor(inTurn((r) => r.socket?.resetAndDestroy(), json(listOf())))
    expect(await client.loadMethodList()).toEqual(listOf())
    expect(seen).toHaveLength(2)
  })

  test.each([400, 401, 403, 404, 409, 413])('a read that is answered %i is sent once', async (status) => {
    const { client, seen } = await clientFor((r) => r.writeHead(status).end())
    await failureOf(client.loadMethodList())
    expect(seen).toHaveLength(1)
  })

  const failing: [string, Answer][] = [
    ['500', (r) => r.writeHead(500).end()],
    ['503 with Retry-After: 0', (r) => r.writeHead(503, { 'retry-after': '0' }).end()],
    ['429', problem('rate-limited', 429)],
    ['a reset', (r) => r.socket?.resetAndDestroy()],
  ]
  test.each(failing)(
    'what changes something is sent once, even when it ends with %s (A1, A7)',
    async (_, answer) => {
      const { client, seen } = await clientFor(answer)
      const ref = { paymentId: 'cart-1', attemptId }
      await failureOf(client.validate(order))
      await failureOf(client.updatePayment({ ...ref, step: 1, data: {} }))
      await failureOf(client.cancelPayment(ref))
      await failureOf(client.loadMethod({ provider: 'p', method: 'm', purpose: 'pay' }))
      await failureOf(client.deleteStoredMethod({ id: 's1' }))
      expect(seen).toHaveLength(5)
    },
  )
})

describe('a refusal of the shop proxy', () => {
  test.each([
    ['session-expired', 401, 'never'],
    ['not-found', 404, 'never'],
    ['unknown-attempt', 404, 'never'],
    ['amount-changed', 409, 'same'],
    ['method-unavailable', 409, 'other-method'],
    ['attempt-burnt', 410, 'never'],
    ['idempotency-mismatch', 422, 'never'],
    ['rate-limited', 429, 'same'],
    ['internal', 500, 'same'],
    ['orchestrator-unavailable', 503, 'same'],
  ])('%s (%i) carries the advice of the table: %s', async (code, status, retry) => {
    const { client } = await clientFor(problem(code, status, { retry: 'never' }))
    const error = await failureOf(client.validate(order))
    expect(error).toMatchObject({ code, retry, details: { status } })
    expect(isProxyError(error)).toBe(true)
    expect(error.message).toContain(code)
  })

  test('a code of a later version is kept, with its own advice', async () => {
    const { client } = await clientFor(problem('moon-phase', 409, { retry: 'other-method' }))
    expect(await failureOf(client.validate(order))).toMatchObject({
      code: 'moon-phase',
      retry: 'other-method',
      origin: 'proxy',
    })
  })

  const total = { value: 2100, currency: 'EUR' }
  const issues = [{ code: 'sold-out', message: 'Sold out', field: 'items.0' }]
  test.each([
    ['already-paid', 409, { state: stateOf({ status: 'paid' }) }],
    ['attempt-in-progress', 409, { result: resultOf() }],
    ['amount-changed', 409, { total, methods: listOf().methods }],
    ['order-invalid', 409, { issues }],
    ['unsupported-contract', 400, { supported: ['1', '2'] }],
  ])('%s carries its details', async (code, status, members) => {
    const { client } = await clientFor(problem(code, status, { ...members, canary: 'canary' }))
    const { details } = await failureOf(client.validate(order))
    expect(details).toEqual({ status, ...members })
  })

  test('a balance that is refused names the field of the card to mend', async () => {
    const issues = [{ code: 'invalid_data', field: 'pin' }]
    const { client } = await clientFor(problem('order-invalid', 409, { issues }))
    const card = { provider: 'gift', method: 'card', number: '6006', pin: '1' }
    expect(await failureOf(client.loadBalance(card))).toMatchObject({ details: { issues } })
  })

  test('a detail that does not parse is left out, and the refusal stands', async () => {
    const { client } = await clientFor(problem('amount-changed', 409, { total: 'many', methods: [1] }))
    expect(await failureOf(client.validate(order))).toMatchObject({
      code: 'amount-changed',
      details: { status: 409, total: undefined, methods: undefined },
    })
  })

  test('neither its own words nor anything of the request are repeated', async () => {
    const { client } = await clientFor(problem('bad-request', 400, { detail: 'leak', title: 'leak' }), {
      getToken: async () => 'tok_bearer',
    })
    const error = await failureOf(client.loadMethodList({ locale: 'leak' }))
    expect(error.cause).toBeUndefined()
    expect(error.message).not.toMatch(/leak|tok_bearer|127\.0\.0\.1/)
  })
})
