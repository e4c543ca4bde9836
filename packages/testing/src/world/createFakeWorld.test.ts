import { createPaymentClient, type PaymentClient } from '@payloom/core'
import { setupServer } from 'msw/node'
import { expect, onTestFinished, test } from 'vitest'
import { createManualClock } from '../clock/createManualClock.ts'
import { createFakeWorld, type FakeWorld, type FakeWorldOptions } from './createFakeWorld.ts'
import { type Scenario, scenarios } from './Scenario.ts'

const baseUrl = 'https://shop.example/api/payments'
const idOf = (letter: string): string => letter.repeat(32)
const ref = { paymentId: 'payment-1', attemptId: idOf('a') }

function openShop(options: FakeWorldOptions = {}): { world: FakeWorld; client: PaymentClient } {
  const world = createFakeWorld(options)
  return { world, client: createPaymentClient({ baseUrl, fetch: world.fetch }) }
}

async function order(client: PaymentClient, attemptId = idOf('a'), change: Record<string, unknown> = {}) {
  const { methods, payment } = await client.loadMethodList({})
  const { provider, method, quote = '' } = methods[0] ?? { provider: 'none', method: 'none' }
  const paymentId = payment?.paymentId ?? ''
  return client.validate({
    ...{ paymentId, attemptId, provider, method, quote },
    ...{ purpose: 'pay', data: { token: 'tok_1' }, ...change },
  })
}

const outcomes: [Scenario, unknown][] = [
  ['approve', { outcome: 'complete', state: { status: 'paid', settled: true } }],
  ['decline', { outcome: 'failed', error: { code: 'declined' }, state: { status: 'failed' } }],
  ['insufficient-funds', { outcome: 'failed', error: { code: 'insufficient_funds' } }],
  ['challenge', { outcome: 'action', action: { type: 'scripted.challenge' } }],
  ['redirect', { outcome: 'redirect', method: 'GET', url: 'https://company.example/card/1' }],
  ['redirect-post', { outcome: 'redirect', method: 'POST', fields: [{ name: 'payment_code' }] }],
  ['qr', { outcome: 'pending', display: { kind: 'qr' }, state: { status: 'pending' } }],
  ['await', { outcome: 'pending', display: { kind: 'await' } }],
  ['bank-transfer', { outcome: 'pending', display: { kind: 'bank-transfer', amount: { value: 1999 } } }],
  ['partial', { outcome: 'partial', due: { value: 1000 }, state: { status: 'partially_paid' } }],
  ['setup', { outcome: 'complete', state: { status: 'authorized' } }],
  ['free', { outcome: 'complete', state: { status: 'paid', amounts: { captured: { value: 0 } } } }],
  ['offline-method', { outcome: 'complete', state: { status: 'open', settled: true } }],
]

test.each(outcomes)('%s: an order comes to what the name says', async (scenario, expected) => {
  const { client } = openShop({ scenario })
  expect(await order(client)).toMatchObject(expected as object)
})

test.each([
  ['order-invalid', 'order-invalid'],
  ['outage', 'orchestrator-unavailable'],
  ['session-expired', 'session-expired'],
  ['amount-changed', 'amount-changed'],
])('%s: an order is refused with %s', async (scenario, code) => {
  const { world, client } = openShop()
  const { methods } = await client.loadMethodList({})
  world.setScenario(scenario as Scenario)
  const { provider = '', method = '', quote = '' } = methods[0] ?? {}
  const sent = client.validate({ ...ref, provider, method, quote, purpose: 'pay', data: {} })
  await expect(sent).rejects.toMatchObject({ code })
})

test('every scenario lists methods as the contract has it, or says why not', async () => {
  for (const scenario of scenarios) {
    const { client, world } = openShop({ scenario, clock: { now: Date.now, setTimer: atOnce } })
    const answer = await client.loadMethodList({}).catch((error: Error) => error)
    expect([scenario, answer instanceof Error]).toEqual([
      scenario,
      ['outage', 'session-expired'].includes(scenario),
    ])
    expect(world.payment().status).toBe('open')
  }
})

function atOnce(callback: () => void): () => void {
  queueMicrotask(callback)
  return () => {}
}

test('what is offered follows the scenario: stored methods, nothing, reasons', async () => {
  const { client, world } = openShop({ scenario: 'stored' })
  expect((await client.loadMethodList({})).stored).toMatchObject([{ id: 'sm_1', last4: '1111' }])
  await client.deleteStoredMethod({ id: 'sm_1' })
  expect(await client.loadStoredMethods()).toEqual([])
  world.setScenario('empty')
  expect((await client.loadMethodList({})).methods).toEqual([])
  world.setScenario('unavailable-reasons')
  expect((await client.loadMethodList({})).unavailable).toHaveLength(7)
})

test('a new total changes every price and quote; an old quote is told the new total', async () => {
  const { client, world } = openShop()
  const [before] = (await client.loadMethodList({})).methods
  world.setTotal({ value: 3000, currency: 'EUR' })
  const [after] = (await client.loadMethodList({})).methods
  expect([before?.total?.value, after?.total?.value]).toEqual([1999, 3000])
  await expect(order(client, idOf('a'), { quote: before?.quote })).rejects.toMatchObject({
    code: 'amount-changed',
    details: { total: { value: 3000 } },
  })
  expect((await order(client)).outcome).toBe('complete')
})

test('as many methods as a page wants', async () => {
  const { client, world } = openShop()
  world.listMethods(12)
  expect((await client.loadMethodList({})).methods).toHaveLength(12)
})

test('a part is held, the rest is paid, and then both are taken', async () => {
  const { client } = openShop({ scenario: 'partial' })
  await order(client)
  const { payment, methods } = await client.loadMethodList({})
  expect(payment).toMatchObject({ due: { value: 1000 }, parts: [{ amount: { value: 999 } }] })
  expect(methods[0]?.total).toEqual({ value: 1000, currency: 'EUR' })
  expect(await order(client, idOf('b'))).toMatchObject({
    outcome: 'complete',
    state: { status: 'paid', amounts: { captured: { value: 1999 }, authorized: { value: 0 } } },
  })
})

test('a part that is taken off is owed again', async () => {
  const { client } = openShop({ scenario: 'partial' })
  await order(client)
  expect(await client.cancelPayment(ref)).toMatchObject({ outcome: 'canceled' })
  expect((await client.loadMethodList({})).payment).toMatchObject({ due: { value: 1999 }, parts: [] })
  expect(await client.readStatus({ paymentId: 'payment-1' })).toMatchObject({
    status: 'canceled',
    settled: true,
  })
})

test('the same attempt gets the same answer, other words are refused, and a paid payment takes no second', async () => {
  const { client } = openShop()
  const first = await order(client)
  expect(await order(client)).toEqual(first)
  await expect(order(client, idOf('a'), { data: {} })).rejects.toMatchObject({ code: 'idempotency-mismatch' })
  await expect(order(client, idOf('b'))).rejects.toMatchObject({ code: 'already-paid' })
})

test('an attempt that was given up before it came is burnt', async () => {
  const { client } = openShop()
  await expect(client.readAttempt(ref)).rejects.toMatchObject({ code: 'unknown-attempt' })
  expect(await client.cancelPayment(ref)).toMatchObject({ outcome: 'canceled', step: 0 })
  await expect(order(client)).rejects.toMatchObject({ code: 'attempt-burnt' })
})

test('a challenge is continued step by step, and an old step gets the newest answer', async () => {
  const { client } = openShop({ scenario: 'challenge' })
  const { step } = await order(client)
  const done = await client.updatePayment({ ...ref, step, data: { done: true } })
  expect(done).toMatchObject({ outcome: 'complete', step: 2 })
  expect(await client.updatePayment({ ...ref, step, data: { done: true } })).toEqual(done)
})

test('while a step is open another attempt is refused, and a canceled one makes room', async () => {
  const { client } = openShop({ scenario: 'challenge' })
  await order(client)
  await expect(order(client, idOf('b'))).rejects.toMatchObject({
    code: 'attempt-in-progress',
    details: { result: { attemptId: idOf('a') } },
  })
  expect(await client.cancelPayment(ref)).toMatchObject({ outcome: 'canceled' })
  expect((await order(client, idOf('b'))).outcome).toBe('action')
})

test('the shopper who comes back from a redirect has paid', async () => {
  const { client } = openShop({ scenario: 'redirect', returned: { result: 'approved' } })
  await order(client)
  expect(await client.resume({ token: 'token_of_the_return' })).toMatchObject({
    result: { outcome: 'complete', state: { status: 'paid' } },
    params: { result: 'approved' },
  })
})

test.each([
  ['by its address', '?result=approved', undefined],
  ['by a form', '', new URLSearchParams({ result: 'approved' })],
])(
  'what the company sends back %s is told by resume, and the page gets the token only',
  async (_, query, body) => {
    const { client, world } = openShop({ scenario: 'redirect', returnPage: '/back?from=pay' })
    await order(client)
    const url = `${baseUrl}/return/token_1${query}`
    const back = await world.fetch(url, body ? { method: 'POST', body } : {})
    expect([back.status, back.headers.get('location'), back.headers.get('referrer-policy')]).toEqual([
      ...[303, 'https://shop.example/back?from=pay&payloom=token_1', 'no-referrer'],
    ])
    expect(await client.resume({ token: 'token_1' })).toMatchObject({ params: { result: 'approved' } })
  },
)

test('the way back leads to the page, whatever is wrong behind the shop', async () => {
  for (const scenario of ['outage', 'session-expired'] as const) {
    const { world } = openShop({ scenario })
    expect((await world.fetch(`${baseUrl}/return/token_1`)).status).toBe(303)
  }
})

test('a lost answer was an order all the same', async () => {
  const { client } = openShop({ scenario: 'lost-answer' })
  await expect(order(client)).rejects.toMatchObject({ code: 'network' })
  expect(await client.readAttempt(ref)).toMatchObject({ outcome: 'complete' })
})

test('answers may be given one by one, before the scenario', async () => {
  const { client } = openShop({ answers: ['lost', { problem: 'internal', status: 500 }] })
  await expect(order(client)).rejects.toMatchObject({ code: 'network' })
  await expect(order(client)).rejects.toMatchObject({ code: 'internal' })
  expect(await order(client)).toMatchObject({ outcome: 'complete' })
})

test('an answer that breaks the contract is no answer, and says where', async () => {
  const { world } = openShop()
  world.setList({ methods: [{ provider: 'not a code' }] as never, stored: [], unavailable: [] })
  await expect(world.fetch(`${baseUrl}/methods`)).rejects.toThrow(
    'the answer of loadMethodList breaks the contract at "methods.0.provider"',
  )
})

test('a wallet may ask for a quote by its way of shipping, and pay it', async () => {
  const { client } = openShop()
  const wanted = { paymentId: 'payment-1', provider: 'sandbox', method: 'card' }
  const { quote, total } = await client.loadQuote({ ...wanted, shippingOptionId: 'express' })
  expect(total.value).toBe(2499)
  expect((await order(client, idOf('a'), { quote })).outcome).toBe('complete')
})

test('a gift card tells its balance to whoever knows its PIN', async () => {
  const { client } = openShop()
  const card = { provider: 'sandbox', method: 'gift', number: '6000123456781000' }
  expect(await client.loadBalance({ ...card, pin: '1234' })).toEqual({ value: 1000, currency: 'EUR' })
  await expect(client.loadBalance({ ...card, pin: '1' })).rejects.toMatchObject({ code: 'order-invalid' })
})

test('what the company tells reaches every open stream', async () => {
  const { client, world } = openShop({ scenario: 'qr' })
  await order(client)
  const { body } = await world.fetch(`${baseUrl}/payments/payment-1/events`)
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toContain('"status":"pending"')
  world.hear('captured')
  expect((await reader?.read())?.value).toContain('"status":"paid"')
  world.tell({ status: 'refunded' })
  expect((await reader?.read())?.value).toContain('"status":"refunded"')
  expect(await client.readStatus({ paymentId: 'payment-1' })).toMatchObject({ status: 'refunded' })
  await reader?.cancel()
})

test('a slow world answers when its clock says so', async () => {
  const clock = createManualClock()
  const { world } = openShop({ scenario: 'slow', clock })
  const answer = world.fetch(`${baseUrl}/methods`)
  await clock.advance(0)
  expect(clock.waits()).toEqual([2000])
  await clock.advance(2000)
  expect((await answer).ok).toBe(true)
})

test('the same world answers as msw handlers', async () => {
  const world = createFakeWorld({ answers: ['lost'] })
  const server = setupServer(...world.handlers)
  server.listen({ onUnhandledFrame: 'error' })
  onTestFinished(() => server.close())
  const client = createPaymentClient({ baseUrl })
  await expect(order(client)).rejects.toMatchObject({ code: 'network' })
  expect(await order(client)).toMatchObject({ outcome: 'complete' })
  expect(world.calls.filter((call) => call.endsWith('/attempts'))).toHaveLength(2)
  expect(world.attempts[0]).toMatchObject({ provider: 'sandbox', data: { token: 'tok_1' } })
})

test('a scenario that there is not is refused', () => {
  expect(() => createFakeWorld({ scenario: 'nonsense' as Scenario })).toThrow(
    'there is no scenario "nonsense"',
  )
})
