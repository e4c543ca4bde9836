import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, order, serviceToken, type World } from '../world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const payload = { id: 'payment-1', total: 20, currency: 'EUR', country: 'NL' }
const post = (body: unknown, headers: Record<string, string> = {}, path = '/payment-methods') =>
  world.call('POST', path, body, headers)

test.each([
  ['none', ''],
  ['another', 'Bearer shop:wrong'],
  ['a longer one', `Bearer ${serviceToken}x`],
  ['a shorter one', `Bearer ${serviceToken.slice(0, -1)}`],
  ['another scheme', `Basic ${serviceToken}`],
])('with %s as its token a request is a 401 (A13)', async (_, authorization) => {
  for (const [method, path] of [
    ['POST', '/payment-methods'],
    ['POST', '/payment'],
    ['GET', '/payment/payment-1'],
    ['PUT', '/payment/payment-1'],
    ['POST', '/payment/payment-1/cancel'],
    ['GET', '/capabilities'],
  ] as const) {
    const answer = await world.call(method, path, method === 'GET' ? undefined : payload, { authorization })
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
  }
})

test('whether it lives can be asked by anybody', async () => {
  expect(await world.call('GET', '/healthz', undefined, { authorization: '' })).toEqual({
    status: 200,
    body: { status: 'ok' },
  })
})

test('whether it can serve can be asked by anybody', async () => {
  expect(await world.call('GET', '/readyz', undefined, { authorization: '' })).toEqual({
    status: 200,
    body: { status: 'ready', store: 'up', bus: 'up' },
  })
})

test.each([
  [
    'another content type',
    JSON.stringify(payload),
    { 'content-type': 'text/plain' },
    415,
    'unsupported-media-type',
  ],
  ['malformed JSON', '{"id":', {}, 400, 'bad-request'],
  ['an empty body', '', {}, 400, 'bad-request'],
  ['null', 'null', {}, 400, 'bad-request'],
  ['an array', '[]', {}, 400, 'bad-request'],
  ['a total that is text', JSON.stringify({ ...payload, total: '20' }), {}, 400, 'bad-request'],
  ['no country', JSON.stringify({ ...payload, country: undefined }), {}, 400, 'bad-request'],
  ['an id that climbs', JSON.stringify({ ...payload, id: '../x' }), {}, 400, 'bad-request'],
  ['64 KB too much', JSON.stringify({ ...payload, email: 'x'.repeat(65 * 1024) }), {}, 413, 'too-large'],
  ['very much too much', `"${'x'.repeat(3 * 1024 * 1024)}"`, {}, 413, 'too-large'],
])('%s is refused with a typed error', async (_, body, headers, status, code) => {
  const answer = await post(body, headers)
  expect(answer).toMatchObject({ status, body: { error: { code } } })
})

test('a refusal names the field and never its value', async () => {
  const { body } = await post({ ...payload, currency: '4111111111111111' })
  expect(body.error.message).toBe('currency is missing or wrong.')
})

test.each([
  ['GET', '/nothing', 404],
  ['GET', '/payment/..%2f..%2fetc', 404],
  ['GET', '/payment/%ff', 404],
  ['GET', `/payment/${'x'.repeat(200)}`, 404],
  ['DELETE', '/payment/payment-1', 405],
  ['GET', '/payment-methods', 405],
])('%s %s is a %i', async (method, path, status) => {
  expect((await world.call(method, path)).status).toBe(status)
})

test('a method that is not allowed is told which are', async () => {
  const { headers } = await fetch(`${world.url}/payment/payment-1`, { method: 'DELETE' })
  expect(headers.get('allow')).toBe('GET, PUT')
})

test('a request target that is no path is refused, and the next request is answered', async () => {
  const { port, hostname } = new URL(world.url)
  const answer = await new Promise<string>((resolve) => {
    let text = ''
    const socket = connect(Number(port), hostname, () =>
      socket.write('GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n'),
    )
    socket.on('data', (chunk) => (text += String(chunk)))
    socket.on('close', () => resolve(text))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect((await world.call('GET', '/healthz')).status).toBe(200)
})

test('a caller that hangs up half-way disturbs nobody', async () => {
  const { port, hostname } = new URL(world.url)
  await new Promise<void>((resolve) => {
    const head = 'POST /payment HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"id":'
    const socket = connect(Number(port), hostname, () => socket.write(head, () => socket.destroy()))
    socket.on('close', () => resolve())
  })
  expect((await world.call('GET', '/healthz')).status).toBe(200)
})

test('answers are not kept by caches', async () => {
  const { headers } = await fetch(`${world.url}/healthz`)
  expect(headers.get('cache-control')).toBe('no-store')
})

test('nothing secret, no token of the company and nothing of a body stands in the log', async () => {
  const canary = '4111111111111111'
  const id = 'c'.repeat(32)
  const body = { ...order, attemptId: id, data: { token: canary }, email: `${canary}@shop.example` }
  await world.call('POST', '/payment', body, { 'idempotency-key': id })
  await world.call('POST', `/payment/${canary}x/cancel`, { attemptId: id })
  const text = JSON.stringify(world.log)
  expect(text).toContain('/payment/{id}/cancel')
  for (const word of [canary, serviceToken, 'sk_very_secret', 'whsec_', 'tok_'])
    expect(text).not.toContain(word)
})
