import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Answer,
  attemptId,
  eventually,
  expectNothingBut,
  openWorld,
  type World,
  webhookPath,
} from '../world.fixture.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const state = ({ status, body }: Answer) => [status, body.state]
const first = () => world.company.payments[0]
const facts = async () => {
  await world.company.close()
  return (await world.call('GET', '/payment/payment-1')).body.attempts[0].facts
}

test('a captured payment reaches the shop as the documented message, and what makes it exact', async () => {
  await world.pay()
  expect(state(await world.tell(first()))).toEqual([200, 'recorded'])
  await eventually(() => expect(world.messages).toHaveLength(1))
  const amount = { value: 1999, currency: 'EUR' }
  const createdAt = '2026-11-22T10:00:00.000Z'
  expect(world.messages[0]).toEqual({
    orderId: 'payment-1',
    status: 'paid',
    payload: {
      id: 'evt_pay_1_1',
      type: 'payment.captured',
      createdAt,
      data: { paymentId: 'pay_1', reference: attemptId, amount },
    },
    kind: 'captured',
    factId: 'evt_pay_1_1',
    attemptId,
    amount,
    providerTime: createdAt,
    messageId: 'fact-evt_pay_1_1',
  })
})

test.each([
  ['payment.failed', 'failed', 'failed'],
  ['payment.canceled', 'canceled', 'canceled'],
  ['payment.refunded', 'refunded', 'refunded'],
  ['payment.disputed', 'payment.disputed', 'payment.disputed'],
])('%s is told as %s', async (type, status, kind) => {
  await world.pay()
  await world.tell(first(), { type })
  await eventually(() => expect(world.messages).toMatchObject([{ status, kind }]))
})

test('the same event again, even many times at once, is told once', async () => {
  await world.pay()
  const states = (await Promise.all([1, 2, 3, 4].map(() => world.tell(first())))).map(state)
  expect(states.map(([status]) => status)).toEqual([200, 200, 200, 200])
  expect(states.map(([, what]) => what).sort()).toEqual(['duplicate', 'duplicate', 'duplicate', 'recorded'])
  await expectNothingBut(world, ['captured'])
})

test('a webhook that is faster than the answer is matched by its reference', async () => {
  const answer = new Promise<void>((resolve) => {
    world.company.spoil('create', {
      after: async (response) => {
        expect(state(await world.tell(first()))).toEqual([200, 'recorded'])
        response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(first()))
        resolve()
      },
    })
  })
  expect((await world.pay()).body).toEqual({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })
  await answer
  await expectNothingBut(world, ['captured'])
})

test('a webhook of an attempt that is not known yet is kept, and counts when the attempt comes', async () => {
  const other = 'b'.repeat(32)
  await world.pay()
  const early = { id: 'evt_early', data: { paymentId: 'pay_2', reference: other } }
  expect(state(await world.tell(first(), early))).toEqual([200, 'waiting'])
  await expectNothingBut(world, [])
  await world.pay({ attemptId: other })
  await eventually(() =>
    expect(world.messages).toContainEqual(
      expect.objectContaining({ attemptId: other, kind: 'captured', factId: 'evt_early' }),
    ),
  )
})

test.each([
  ['amount', { amount: { value: 1, currency: 'EUR' } }],
  ['currency', { amount: { value: 1999, currency: 'USD' } }],
  ['payment of the company', { paymentId: 'pay_9' }],
])('a capture of another %s is quarantined, logged and never told (F3, F5)', async (_, data) => {
  await world.pay()
  expect(state(await world.tell(first(), { data }))).toEqual([200, 'quarantined'])
  expect(world.log).toContainEqual(expect.objectContaining({ event: 'fact-quarantined', kind: 'captured' }))
  await expectNothingBut(world, [])
  expect(await facts()).toEqual([])
})

test('an early capture of another amount is quarantined when its attempt comes (F5)', async () => {
  const other = 'b'.repeat(32)
  await world.pay()
  const data = { paymentId: 'pay_2', reference: other, amount: { value: 1, currency: 'EUR' } }
  await world.tell(first(), { id: 'evt_early', data })
  await world.pay({ attemptId: other })
  await expectNothingBut(world, [])
})

test('what one company says of the attempt of another counts for nothing (F3)', async () => {
  const other = 'b'.repeat(32)
  await world.pay()
  await world.pay({ attemptId: other, provider: 'plain', method: 'banktransfer', data: {} })
  const forged = { id: 'evt_forged', data: { paymentId: 'pay_2', reference: other } }
  expect(state(await world.tell(first(), forged))).toEqual([200, 'waiting'])
  const { attempts } = (await world.call('GET', '/payment/payment-1')).body
  expect(attempts[1].facts).toMatchObject([{ kind: 'pending' }])
})

test('a bad signature is a 401 and nothing is kept', async () => {
  await world.pay()
  const { headers, body } = world.company.webhook(first() ?? expect.fail())
  const forged = { ...headers, 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}` }
  for (const [sent, text] of [
    [forged, body],
    [{}, body],
    [headers, body.replace('1999', '9999')],
  ] as const) {
    const answer = await world.call('POST', webhookPath, text, { authorization: '', ...sent })
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'bad-signature' } } })
  }
  expect(state(await world.tell(first()))).toEqual([200, 'recorded'])
})

test.each([
  ['another type of id', { id: 'evt with spaces' }],
  ['no time', { createdAt: 'yesterday' }],
  ['an amount that is text', { data: { amount: { value: '1999', currency: 'EUR' } } }],
])('a well-signed event with %s is a 400', async (_, change) => {
  await world.pay()
  expect((await world.tell(first(), change)).status).toBe(400)
})

test('more than 64 KB is a 413', async () => {
  await world.pay()
  expect((await world.tell(first(), { padding: 'x'.repeat(65 * 1024) })).status).toBe(413)
})

test.each([
  '/api/payment/webhook/demo/shop/live/sandbox',
  '/api/payment/webhook/demo/other/local/sandbox',
  '/api/payment/webhook/demo/shop/local/plain',
  '/api/payment/webhook/demo/shop/local/other',
])('%s, of another project or without webhooks, is a 404 (F3)', async (path) => {
  expect((await world.call('POST', path, '{}')).status).toBe(404)
})
