import { afterEach, beforeEach, expect, test } from 'vitest'
import { companySecret, secretKey } from '../company.fixture.ts'
import { createPlainConnector } from '../connectors/plain/createPlainConnector.ts'
import { createSandboxConnector } from '../connectors/sandbox/createSandboxConnector.ts'
import { answerJson, openTestServer } from '../httpServer.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import {
  type Answer,
  allMethods,
  attemptId,
  eventually,
  openWorld,
  order,
  type World,
} from '../world.fixture.ts'

let world: World
let clock: ManualClock
beforeEach(async () => {
  clock = createManualClock()
  world = await openWorld({ configuration: allMethods, clock })
})
afterEach(() => world.close())

const second = 'b'.repeat(32)
const first = () => world.company.payments[0]
const read = (): Promise<Answer> => world.call('GET', '/payment/payment-1')
const callsOf = (call: string) => world.company.requests.filter((request) => request.call === call)
const tried = () => world.log.filter(({ event }) => event === 'chore-tried')
const reset = { before: (response: Parameters<typeof answerJson>[0]) => void response.destroy() }
const revoked = {
  before: (response: Parameters<typeof answerJson>[0]) =>
    answerJson(response, 401, { error: { code: 'invalid_key' } }),
}

test('a kept connection that breaks under the next request costs one retry, with the same key (A11)', async () => {
  await world.pay()
  world.company.spoil('create', reset)
  expect((await world.pay({ attemptId: second })).body.outcome).toEqual({ outcome: 'complete' })
  expect(callsOf('create').map(({ key }) => key)).toEqual([attemptId, second, second])
  expect(world.company.payments).toHaveLength(2)
})

test('it is retried once and no more (A11)', async () => {
  for (let count = 0; count < 5; count += 1) world.company.spoil('create', reset)
  expect((await world.pay()).status).toBe(502)
  expect(callsOf('create')).toHaveLength(2)
})

test.each([301, 302, 303, 307, 308])('no call follows a %i to another host (A12)', async (status) => {
  await world.pay({ data: { token: 'tok_challenge' } })
  const strangers: (string | undefined)[] = []
  const stranger = await openTestServer(({ headers }, _, response) => {
    strangers.push(headers.authorization)
    answerJson(response, 200, [first()])
  })
  const away = {
    before: (response: Parameters<typeof answerJson>[0]) =>
      void response.writeHead(status, { location: stranger.url }).end(),
  }
  for (const call of ['find', 'action', 'cancel']) world.company.spoil(call, away)
  const before = (await world.call('GET', '/capabilities')).status
  const { attempts } = (await read()).body
  const data = { actionId: 'act_pay_1_1', result: 'approve' }
  const updated = await world.call('PUT', '/payment/payment-1', { attemptId, step: 1, data })
  const canceled = await world.call('POST', '/payment/payment-1/cancel', { attemptId })
  expect([before, attempts[0].facts, updated.status, canceled.status]).toEqual([200, [], 502, 502])
  expect(strangers).toEqual([])
  await stranger.close()
})

test.each([
  ['that is not there', 'http://127.0.0.1:1'],
  ['that speaks no TLS', ''],
])('a company %s is not available, and nothing but that is said (A12)', async (_, url) => {
  const keys = { secretKey, publishableKey: 'pk_public', webhookSecrets: [companySecret] }
  const away = url === '' ? world.company.url.replace('http:', 'https:') : url
  const connectors = [createSandboxConnector({ url: away, ...keys }), createPlainConnector()]
  await world.restart({ connectors })
  const { status, body } = await world.pay()
  expect([status, body.error.code]).toEqual([502, 'company-unavailable'])
  expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONN|SSL|sk_/)
  expect(callsOf('create')).toEqual([])
})

test('a key that the company has revoked is asked with once per call (A13)', async () => {
  await world.pay({ data: { token: 'tok_challenge' } })
  for (const call of ['find', 'cancel']) world.company.spoil(call, revoked)
  expect((await read()).status).toBe(200)
  expect(callsOf('find')).toHaveLength(1)
  expect(world.log).toContainEqual(
    expect.objectContaining({ event: 'company-failed', call: 'read', reason: 'invalid_key' }),
  )
})

test('nor do chores storm a company that has revoked the key (A13)', async () => {
  await world.pay({ method: 'banktransfer' })
  await world.call('POST', '/payment/payment-1/cancel', { attemptId })
  await world.pay({ attemptId: second })
  await world.tell(world.company.payments[1])
  for (let count = 0; count < 3; count += 1) world.company.spoil('refund', revoked)
  await world.tell(world.company.settle(first(), 'succeeded', 'payment.captured'))
  for (const [index, pause] of [1_000, 2_000, 4_000].entries()) {
    await eventually(() => expect(tried()).toHaveLength(index + 1))
    await world.call('GET', '/healthz')
    clock.advance(pause - 1)
    await world.call('GET', '/healthz')
    expect(callsOf('refund')).toHaveLength(index + 1)
    clock.advance(1)
  }
  await eventually(() => expect(first()?.refundedAmount.value).toBe(1999))
  expect(new Set(callsOf('refund').map(({ key }) => key))).toEqual(new Set([`return-${attemptId}`]))
})

test('a shop that hangs up while the company works gets the answer when it asks again (A14)', async () => {
  const gone = new AbortController()
  const arrived = new Promise<void>((resolve) => {
    world.company.spoil('create', {
      after: async (response) => {
        gone.abort()
        await cut
        answerJson(response, 201, first())
        resolve()
      },
    })
  })
  const headers = {
    authorization: 'Bearer shop:very_secret_token',
    'content-type': 'application/json',
    'idempotency-key': attemptId,
  }
  const cut = fetch(`${world.url}/payment`, {
    method: 'POST',
    headers,
    body: JSON.stringify(order),
    signal: gone.signal,
  }).catch(() => 'cut')
  await arrived
  expect(await cut).toBe('cut')
  expect((await world.pay()).body).toEqual({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })
  expect(callsOf('create')).toHaveLength(1)
})

test.each([
  ['amount', { amount: { value: 1, currency: 'EUR' } }],
  ['currency', { amount: { value: 1999, currency: 'USD' } }],
  ['reference', { reference: second }],
  ['id', { id: 'pay_9' }],
])('an approved payment of another %s answers no question of this one (F5)', async (_, change) => {
  await world.pay({ data: { token: 'tok_challenge' } })
  const cheap = { ...first(), status: 'succeeded', ...change }
  world.company.spoil('action', { before: (response) => answerJson(response, 200, cheap) })
  const data = { actionId: 'act_pay_1_1', result: 'approve' }
  const answer = await world.call('PUT', '/payment/payment-1', { attemptId, step: 1, data })
  expect([answer.status, answer.body.error.code]).toEqual([502, 'company-unavailable'])
  expect((await read()).body.attempts[0]).toMatchObject({
    facts: [],
    result: { outcome: { outcome: 'action' } },
  })
})

test('money of a payment that is not the one that was asked for is not moved (F5)', async () => {
  await world.pay()
  const other = { ...first(), amount: { value: 1, currency: 'EUR' } }
  world.company.spoil('find', { before: (response) => answerJson(response, 200, [other]) })
  const keys = { secretKey, publishableKey: 'pk_public', webhookSecrets: [companySecret] }
  const connector = createSandboxConnector({ url: world.company.url, ...keys })
  const known = { attemptId, method: 'card', amount: { value: 1999, currency: 'EUR' } }
  await expect(connector.returnMoney?.(known, 'again')).rejects.toThrow('mismatch')
  expect(callsOf('refund')).toEqual([])
})
