import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { PaymentError } from '../errors/PaymentError.ts'
import { createPaymentClient } from './createPaymentClient.ts'
import { type Answer, json, problem, startShopProxy } from './shopProxy.fixture.ts'
import { attemptId, listOf, resultOf } from './wire.fixture.ts'

const head = { 'content-type': 'application/json' }
const order = {
  paymentId: 'cart-1',
  attemptId,
  provider: 'sandbox',
  method: 'card',
  purpose: 'pay',
  data: { token: 'tok_secret' },
  quote: 'q1',
} as const

async function clientFor(answer: Answer) {
  const { baseUrl, seen } = await startShopProxy(answer)
  return { seen, client: createPaymentClient({ baseUrl, random: () => 0 }) }
}

const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'it did not fail',
    (error: unknown) => error,
  )

afterEach(() => {
  vi.useRealTimers()
})

test('a mark of byte order before the JSON is no part of it (A9)', async () => {
  const { client } = await clientFor((r) => r.writeHead(200, head).end(`\ufeff${JSON.stringify(listOf())}`))
  expect(await client.loadMethodList()).toEqual(listOf())
})

test('a body that unpacks to a hundred times its size is cut where it is too long (A9)', async () => {
  const bomb = gzipSync(Buffer.alloc(100_000_000, ' '))
  expect(bomb.length).toBeLessThan(200_000)
  const { client } = await clientFor((r) =>
    r.writeHead(200, { ...head, 'content-encoding': 'gzip' }).end(bomb),
  )
  expect(await failureOf(client.validate(order))).toMatchObject({
    code: 'bad-response',
    message: expect.stringContaining('longer than 1000000 bytes'),
  })
})

test.each([200, 503])(
  'a body of 300 MB with the status %i is hung up on after its first megabyte (A10)',
  async (status) => {
    const chunk = Buffer.alloc(100_000, ' ')
    let sent = 0
    const closed = Promise.withResolvers<void>()
    const { client } = await clientFor((r) => {
      r.on('close', () => closed.resolve())
      r.writeHead(status, head)
      const more = () => {
        while (sent < 300_000_000 && !r.destroyed) {
          sent += chunk.length
          if (!r.write(chunk)) return void r.once('drain', more)
        }
        r.end()
      }
      more()
    })
    expect(await failureOf(client.validate(order))).toMatchObject({ code: 'bad-response' })
    await closed.promise
    // What was under way in buffers of the system is far below what was to come.
    expect(sent).toBeLessThan(30_000_000)
  },
)

test.each([
  [
    'longer than what comes',
    (r) => r.writeHead(200, { ...head, 'content-length': 5_000 }).end(JSON.stringify(listOf())),
  ],
  [
    'shorter than what comes',
    (r) => {
      r.socket?.end(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"methods":[]}`,
      )
    },
  ],
  [
    'no number',
    (r) => {
      r.socket?.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: many\r\n\r\n{}`)
    },
  ],
] satisfies [string, (response: Parameters<Answer>[0]) => void][])(
  'a body whose length is told as %s is no answer, and an order by it is sent once (A8)',
  async (_, answer) => {
    const { client, seen } = await clientFor((r) => {
      // Node's own server checks lengths; what a broken proxy sends is written past it.
      r.strictContentLength = false
      answer(r)
      r.socket?.end()
    })
    const error = await failureOf(client.validate(order))
    expect(error).toBeInstanceOf(PaymentError)
    expect(error).toMatchObject({ origin: 'network', retry: 'same' })
    expect(seen).toHaveLength(1)
  },
)

test.each([301, 302, 303, 307, 308])(
  'a proxy that sends calls to another host (%i) is not followed there: nobody there learns of token or order (A12)',
  async (status) => {
    const elsewhere = await startShopProxy(json(resultOf({ outcome: 'complete' })))
    const location = `${elsewhere.baseUrl}/payments/cart-1/attempts`
    const { baseUrl, seen } = await startShopProxy((r) => r.writeHead(status, { location }).end())
    const client = createPaymentClient({ baseUrl, getToken: async () => 'tok_bearer' })
    expect(await failureOf(client.validate(order))).toMatchObject({ code: 'bad-response' })
    expect(await failureOf(client.loadMethodList())).toMatchObject({ code: 'bad-response' })
    expect(seen).toHaveLength(2)
    expect(elsewhere.seen).toEqual([])
  },
)

test('a page to sign in at, instead of an answer, is a bad response and never a value (A9, A12)', async () => {
  const page = '<!doctype html><title>Sign in</title><form action="https://login.example/">'
  const { client } = await clientFor((r) => r.writeHead(200, { 'content-type': 'text/html' }).end(page))
  expect(await failureOf(client.validate(order))).toMatchObject({ code: 'bad-response', retry: 'same' })
})

test.each([
  ['0', 0, 1_000],
  ['5', 5_000, 5_000],
  ['86400', 5_000, 5_000],
  ['Sun, 22 Nov 2026 10:00:03 GMT', 2_000, 3_000],
  ['Sun, 22 Nov 2099 10:00:00 GMT', 5_000, 5_000],
  ['Sun, 22 Nov 2020 10:00:00 GMT', 0, 1_000],
  ['soon', 0, 1_000],
  ['-7', 0, 1_000],
  ['1e9', 0, 5_000],
  ['', 0, 1_000],
])(
  'a read that is told "Retry-After: %s" is sent again after %i to %i ms (A6)',
  async (value, least, most) => {
    vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00:00Z') })
    const times: number[] = []
    const fetch = async () => {
      times.push(Date.now())
      if (times.length > 1) return Response.json(listOf())
      return new Response(null, { status: 429, headers: { 'retry-after': value } })
    }
    const client = createPaymentClient({ baseUrl: 'https://shop.example', fetch, random: () => 0 })
    const list = client.loadMethodList()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await list).toEqual(listOf())
    const [first = 0, second = 0] = times
    expect(second - first).toBeGreaterThanOrEqual(least)
    expect(second - first).toBeLessThanOrEqual(most)
  },
)

test('a server that says it again and again to wait is given up within thirty seconds (A6)', async () => {
  vi.useFakeTimers()
  const fetch = async () => new Response(null, { status: 503, headers: { 'retry-after': '86400' } })
  const client = createPaymentClient({ baseUrl: 'https://shop.example', fetch, random: () => 0 })
  const failure = failureOf(client.loadMethodList())
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await failure).toMatchObject({ origin: 'network', retry: 'same' })
})

test('a server of another version of the contract says which ones it speaks, and nothing is sent again (B15)', async () => {
  const { client, seen } = await clientFor(problem('unsupported-contract', 400, { supported: ['2', '3'] }))
  for (const call of [() => client.loadMethodList(), () => client.validate(order)]) {
    expect(await failureOf(call())).toMatchObject({
      ...{ code: 'unsupported-contract', retry: 'never', origin: 'proxy' },
      details: { status: 400, supported: ['2', '3'] },
    })
  }
  expect(seen.map(({ headers }) => headers['payloom-contract'])).toEqual(['1', '1'])
})

test('codes of providers and methods, and ids, are one segment of a path each, or nothing is sent (F9)', async () => {
  const { client, seen } = await clientFor(json({}))
  const anyCode = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '',
      '../admin',
      '%2e%2e',
      '%2f',
      'a/b',
      'a\\b',
      'a?b',
      'a#b',
      'a\r\nx: y',
      '\ud800',
      '//e',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  await fc.assert(
    fc.asyncProperty(anyCode, anyCode, async (provider, method) => {
      seen.length = 0
      const calls = [
        client.loadMethod({ provider, method, purpose: 'pay' }),
        client.readAttempt({ paymentId: provider, attemptId: method }),
        client.deleteStoredMethod({ id: provider }),
        client.validate({ ...order, attemptId: method }),
      ]
      const ends = await Promise.all(calls.map((call) => call.catch((error: unknown) => error)))
      for (const end of ends) if (end !== undefined) expect(end).toBeInstanceOf(PaymentError)
      for (const { url } of seen) {
        expect(url).toMatch(
          /^\/api\/payments\/(?:methods\/[^/?#]+\/[^/?#]+|payments\/[^/?#]+\/attempts(?:\/[^/?#]+)?|stored-methods\/[^/?#]+)$/,
        )
        expect(url).not.toMatch(/\/\.{1,2}(?:\/|$)/)
      }
    }),
    { numRuns: 150 },
  )
})
