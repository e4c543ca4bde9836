import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { secretKey } from '../company.fixture.ts'
import { answerJson, openTestServer } from '../httpServer.fixture.ts'
import { nothingMoved } from '../testPayment.fixture.ts'
import { attemptId, eventually, expectNothingBut, openWorld, order, type World } from '../world.fixture.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ timeout: 200 })
})
afterEach(() => world.close())

const creations = () => world.company.requests.filter(({ call }) => call === 'create')
const plain = (method: string, amount = 19.99) => ({ provider: 'plain', method, amount, data: {} })

test('a card that is approved is complete, and the company got the attempt as its key and reference', async () => {
  expect(await world.pay()).toEqual({
    status: 200,
    body: { id: 'pay_1', step: 1, outcome: { outcome: 'complete' } },
  })
  expect(creations()).toEqual([
    {
      call: 'create',
      key: attemptId,
      authorization: `Bearer ${secretKey}`,
      body: {
        amount: { value: 1999, currency: 'EUR' },
        token: 'tok_approve',
        reference: attemptId,
        method: 'card',
      },
    },
  ])
})

test('an answer alone tells the shop nothing: what happened comes by webhook', async () => {
  await world.pay()
  await expectNothingBut(world, [])
})

test('a card that is declined is a value that says how to go on', async () => {
  const { status, body } = await world.pay({ data: { token: 'tok_decline' } })
  expect([status, body]).toEqual([
    200,
    {
      id: 'pay_1',
      step: 1,
      outcome: {
        outcome: 'failed',
        error: { code: 'declined', retry: 'same', providerCode: 'card_declined' },
      },
    },
  ])
})

test('a challenge is an action of the declared type', async () => {
  const { body } = await world.pay({ data: { token: 'tok_challenge' } })
  expect(body).toEqual({
    id: 'pay_1',
    step: 1,
    outcome: {
      outcome: 'action',
      action: {
        type: 'sandbox.challenge',
        id: 'act_pay_1_1',
        url: 'http://company.example/challenge/act_pay_1_1',
      },
    },
  })
})

test('cash is placed with instructions, and its surcharge belongs to the amount', async () => {
  expect((await world.pay(plain('cash'))).body.error.code).toBe('amount-changed')
  const { body } = await world.pay(plain('cash', 21.49))
  expect(body).toEqual({
    step: 1,
    outcome: { outcome: 'pending', display: { kind: 'instructions', text: ['Have it ready.'] } },
  })
})

test('a bank transfer shows where the money is to go, and is pending', async () => {
  const { body } = await world.pay(plain('banktransfer'))
  expect(body.outcome).toEqual({
    outcome: 'pending',
    display: {
      kind: 'bank-transfer',
      iban: 'NL91ABNA0417164300',
      beneficiary: 'Shop',
      reference: 'ORDER-7',
      amount: { value: 1999, currency: 'EUR' },
    },
  })
  await eventually(() =>
    expect(world.messages).toMatchObject([
      { orderId: 'payment-1', status: 'pending', kind: 'pending', attemptId, factId: `${attemptId}-pending` },
    ]),
  )
})

test('a method without any company is complete', async () => {
  expect((await world.pay(plain('pickup'))).body).toEqual({ step: 1, outcome: { outcome: 'complete' } })
})

test('the same request again gets the first answer, and the company hears of it once (A2)', async () => {
  const first = await world.pay()
  expect(await world.pay({ unknown: 'is not read' })).toEqual(first)
  expect(creations()).toHaveLength(1)
})

test('twins that come while the first runs wait for its answer (A4)', async () => {
  const arrived = new Promise<ServerResponse>((resolve) => world.company.spoil('create', { after: resolve }))
  const first = world.pay()
  const response = await arrived
  const twins = [world.pay(), world.pay()]
  // Sent after the twins and answered: they are waiting now.
  await world.call('GET', '/healthz')
  answerJson(response, 201, world.company.payments[0])
  const answers = await Promise.all([first, ...twins])
  expect(answers.map(({ body }) => body.id)).toEqual(['pay_1', 'pay_1', 'pay_1'])
  expect(world.company.requests.map(({ call }) => call)).toEqual(['create'])
})

test.each([
  ['body', { data: { token: 'tok_other' } }],
  ['payment', { id: 'payment-2' }],
  ['amount', { total: 5, amount: 5 }],
])('the same attempt with another %s is a 422, and nothing is charged (A5)', async (_, change) => {
  await world.pay()
  expect(await world.pay(change)).toMatchObject({
    status: 422,
    body: { error: { code: 'idempotency-mismatch' } },
  })
  expect(world.company.payments).toHaveLength(1)
})

test('two twins with different bodies: one counts, the other is a 422', async () => {
  const answers = await Promise.all([world.pay(), world.pay({ data: { token: 'tok_decline' } })])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(world.company.payments).toHaveLength(1)
})

test('another amount than the rules give is refused without binding the attempt', async () => {
  expect(await world.pay({ amount: 18 })).toMatchObject({
    status: 409,
    body: { error: { code: 'amount-changed' } },
  })
  expect(creations()).toEqual([])
  expect((await world.pay()).status).toBe(200)
})

test('a method that is not offered is refused without binding the attempt', async () => {
  expect(await world.pay(plain('invoice'))).toMatchObject({
    status: 409,
    body: { error: { code: 'method-unavailable' } },
  })
  expect((await world.pay()).status).toBe(200)
})

test.each([
  ['setup', { purpose: 'setup' }],
  ['pay-stored', { purpose: 'pay-stored', storedMethodId: 'x' }],
])('the purpose %s is refused', async (_, change) => {
  expect((await world.pay(change)).body.error.code).toBe('method-unavailable')
})

test('without its Idempotency-Key a payment is a 400', async () => {
  expect((await world.call('POST', '/payment', order)).status).toBe(400)
  expect((await world.call('POST', '/payment', order, { 'idempotency-key': 'b'.repeat(32) })).status).toBe(
    400,
  )
  expect(creations()).toEqual([])
})

const faults: [string, (response: ServerResponse) => void, number][] = [
  ['resets twice', (response) => response.destroy(), 502],
  ['answers HTML', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), 502],
  [
    'answers no JSON',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
    502,
  ],
  ['answers another shape', (response) => answerJson(response, 200, { hello: 'world' }), 502],
  ['answers nothing', (response) => response.writeHead(204).end(), 502],
  ['answers 500', (response) => answerJson(response, 500, { error: { code: 'internal' } }), 502],
  ['answers 429', (response) => answerJson(response, 429, { error: { code: 'rate_limited' } }), 502],
  ['does not answer', () => undefined, 504],
  [
    'stalls within its body',
    (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":'),
    504,
  ],
  [
    'answers too much',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ ...world.company.payments[0], padding: 'x'.repeat(300 * 1024) }))
    },
    502,
  ],
  [
    'answers another payment',
    (response) =>
      answerJson(response, 201, {
        ...{ id: 'pay_x', reference: 'someone-else', status: 'succeeded', events: [] },
        ...nothingMoved('EUR'),
        amount: { value: 1999, currency: 'EUR' },
      }),
    502,
  ],
  [
    'answers another amount',
    (response) =>
      answerJson(response, 201, {
        ...{ id: 'pay_x', reference: attemptId, status: 'succeeded', events: [] },
        ...nothingMoved('EUR'),
        amount: { value: 1, currency: 'EUR' },
      }),
    502,
  ],
]

test.each(faults)(
  'a company that %s leaves the outcome open, and the attempt can be taken up (A2, A3)',
  async (_, fault, status) => {
    world.company.spoil('create', { after: fault })
    if (_ === 'resets twice') world.company.spoil('create', { after: fault })
    const answer = await world.pay()
    expect(answer).toMatchObject({ status, body: { error: { code: 'company-unavailable' } } })
    // The work was done: the same request finds it, and makes no second payment.
    expect((await world.pay()).body).toEqual({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })
    expect(world.company.payments).toHaveLength(1)
    await eventually(() => expect(world.messages).toMatchObject([{ kind: 'captured' }]))
  },
)

test('an attempt that never reached its company is sent when it is taken up', async () => {
  world.company.spoil('create', { before: (response) => answerJson(response, 503, {}) })
  expect((await world.pay()).status).toBe(502)
  expect((await world.pay()).body.outcome).toEqual({ outcome: 'complete' })
  expect(creations().map(({ key }) => key)).toEqual([attemptId, attemptId])
  expect(world.company.payments).toHaveLength(1)
})

test('a reset connection is tried once more with the same key (A11)', async () => {
  world.company.spoil('create', { before: (response) => response.destroy() })
  expect((await world.pay()).body.outcome).toEqual({ outcome: 'complete' })
  expect(creations().map(({ key }) => key)).toEqual([attemptId, attemptId])
})

test('a kept connection that the company has closed meanwhile is no fault (A11)', async () => {
  await world.pay()
  world.company.dropConnections()
  expect((await world.pay({ attemptId: 'b'.repeat(32) })).status).toBe(200)
})

test.each([
  ['tok_used', 'invalid_data', 'token_used'],
  [undefined, 'invalid_data', 'invalid_token'],
])(
  'data that the company refuses (%s) is a failure that the shop hears of',
  async (token, code, providerCode) => {
    const { body } = await world.pay({ data: { token } })
    expect(body).toEqual({
      step: 1,
      outcome: { outcome: 'failed', error: { code, retry: 'same', providerCode } },
    })
    await eventually(() =>
      expect(world.messages).toMatchObject([
        { status: 'failed', kind: 'failed', factId: `${attemptId}-refused` },
      ]),
    )
  },
)

test('the secret key does not follow a redirect (A12)', async () => {
  const strangers: (string | undefined)[] = []
  const stranger = await openTestServer(({ headers }, _, response) => {
    strangers.push(headers.authorization)
    answerJson(response, 201, world.company.payments[0])
  })
  const location = stranger.url
  world.company.spoil('create', { after: (response) => void response.writeHead(307, { location }).end() })
  expect((await world.pay()).status).toBe(502)
  expect(strangers).toEqual([])
  await stranger.close()
})

test('a key that the company knows with another request leaves the outcome open', async () => {
  const refusal = { error: { code: 'idempotency_mismatch' } }
  world.company.spoil('create', { before: (response) => answerJson(response, 422, refusal) })
  expect((await world.pay()).status).toBe(502)
})

test('a refused secret key is a matter of configuration (A13)', async () => {
  const refusal = { error: { code: 'invalid_key' } }
  world.company.spoil('create', { before: (response) => answerJson(response, 401, refusal) })
  expect((await world.pay()).body.outcome.error).toMatchObject({
    code: 'configuration',
    retry: 'other-method',
  })
})

test('a status of the company that nobody knows is pending', async () => {
  world.company.spoil('create', {
    before: (response) =>
      answerJson(response, 201, {
        ...{ id: 'pay_x', reference: attemptId, status: 'under_review', events: [] },
        ...nothingMoved('EUR'),
        amount: { value: 1999, currency: 'EUR' },
      }),
  })
  expect((await world.pay()).body).toMatchObject({ outcome: { outcome: 'pending' } })
})
