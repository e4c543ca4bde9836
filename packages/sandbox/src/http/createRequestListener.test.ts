import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startSandbox } from '../startSandbox.fixture.ts'

const json = { 'content-type': 'application/json' }
const merchant = { authorization: 'Bearer sk_test', 'idempotency-key': 'k' }
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

async function post(origin: string, body: string, headers: Record<string, string>) {
  const response = await fetch(`${origin}/v1/payments`, { method: 'POST', headers, body })
  return { status: response.status, body: await response.json() }
}

test.each([['{"a":'], [''], ['[]'], ['null'], ['"text"'], ['['.repeat(60_000)]])(
  'a body that is no JSON object is refused (%#)',
  async (body) => {
    const { origin } = await startSandbox()
    expect(await post(origin, body, { ...json, ...merchant })).toMatchObject({
      status: 400,
      body: { error: { code: 'malformed_json', message: expect.any(String) } },
    })
  },
)

test('a body of more than 64 KB is refused, and the company goes on', async () => {
  const { origin, call } = await startSandbox()
  for (const size of [64 * 1024 + 1, 5_000_000]) {
    const body = JSON.stringify({ padding: 'x'.repeat(size) })
    expect(await post(origin, body, { ...json, ...merchant })).toMatchObject({
      status: 413,
      body: { error: { code: 'too_large' } },
    })
  }
  expect((await call('GET', '/healthz')).body).toEqual({ ok: true })
})

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
  'the content type %s is refused',
  async (type) => {
    const { origin } = await startSandbox()
    expect(await post(origin, '{}', { 'content-type': type, ...merchant })).toMatchObject({
      status: 415,
      body: { error: { code: 'unsupported_media_type' } },
    })
  },
)

test.each([
  ['POST', '/v1/payments'],
  ['GET', '/v1/payments?reference=r'],
  ['GET', '/v1/payments/pay_1'],
  ['POST', '/v1/payments/pay_1/actions'],
  ['POST', '/v1/payments/pay_1/cancel'],
  ['POST', '/v1/payments/pay_1/refund'],
  ['POST', '/v1/payments/pay_1/shipments'],
  ['POST', '/v1/test_helpers/payments/pay_1/succeed'],
  ['POST', '/v1/payments/pay_1/complete'],
  ['POST', '/v1/payments/pay_1/capture'],
  ['POST', '/v1/gift-cards/balance'],
  ['DELETE', '/v1/sources/src_1'],
  ['GET', '/ledger'],
])('%s %s wants the secret key', async (method, path) => {
  const { call } = await startSandbox()
  const wrong = { status: 401, body: { error: { code: 'invalid_key' } } }
  for (const authorization of ['', 'Bearer sk_tesT', 'Bearer pk_test', 'Bearer ', 'sk_test']) {
    expect(await call(method, path, undefined, { authorization })).toMatchObject(wrong)
  }
})

test('unknown addresses are not found, and known ones say which verbs they take', async () => {
  const { call } = await startSandbox()
  for (const path of ['/nothing', '/v1', '/v1/payments/a/b/c', '/assets/..%2f..%2fmain.ts', '/assets/%']) {
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
  }
  const answer = await call('PUT', '/v1/payments')
  expect(answer).toMatchObject({ status: 405, body: { error: { code: 'method_not_allowed' } } })
  expect(answer.headers.get('allow')).toBe('GET, POST')
})

test('a list of payments asks for its reference', async () => {
  const { api } = await startSandbox()
  expect(await api('GET', '/v1/payments')).toMatchObject({
    status: 400,
    body: { error: { code: 'reference_required' } },
  })
})

test('a caller that hangs up half-way ends nothing but its own request', async () => {
  const { origin, call } = await startSandbox()
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  const head = `POST /v1/payments HTTP/1.1\r\nhost: x\r\nauthorization: Bearer sk_test\r\n`
  socket.write(`${head}content-type: application/json\r\ncontent-length: 100\r\n\r\n{"a`, () =>
    socket.destroy(),
  )
  await new Promise((resolve) => socket.once('close', resolve))
  expect(await call('GET', '/healthz')).toMatchObject({ status: 200 })
})

test('a fault inside is answered as such, undoes what was begun, and keeps its words to itself', async () => {
  const { pay, api, logged } = await startSandbox({
    webhook: { url: 'http://127.0.0.1:1', secret },
    random: () => {
      throw new TypeError('words from the inside')
    },
  })
  const answer = await pay()
  expect(answer).toMatchObject({ error: { code: 'internal' } })
  expect((await api('GET', '/ledger')).body).toEqual({ payments: [], kept: [] })
  expect(logged).toContainEqual({
    event: 'request-broken',
    method: 'POST',
    route: '/v1/payments',
    error: 'TypeError',
  })
  expect(JSON.stringify([answer, logged])).not.toContain('words from the inside')
})
