import { afterEach, beforeEach, expect, test } from 'vitest'
import { expiresAt } from '../startPayment.fixture.ts'
import {
  type Answer,
  allMethods,
  attemptId,
  eventually,
  expectNothingBut,
  openWorld,
  type World,
} from '../world.fixture.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ configuration: allMethods })
})
afterEach(() => world.close())

const pay = (method: string, data: Record<string, unknown> = {}): Promise<Answer> =>
  world.pay({ method, data })
const update = (step: number, data: Record<string, unknown>): Promise<Answer> =>
  world.call('PUT', '/payment/payment-1', { attemptId, step, data })
const read = async () => (await world.call('GET', '/payment/payment-1')).body.attempts[0]
const first = () => world.company.payments[0]
const sent = () => world.company.requests.at(-1)
const returnUrl = 'http://shop.example/return/x'

test.each([
  ['bank', {}, { returnUrl }],
  ['formpost', {}, { returnUrl }],
  ['qr', {}, {}],
  ['await', {}, {}],
  ['banktransfer', {}, {}],
  ['paybutton', { token: 'sht_ok' }, { token: 'sht_ok' }],
  ['precheck', { token: 'tok_approve' }, { token: 'tok_approve' }],
  ['steps', { token: 'tok_approve' }, { token: 'tok_approve' }],
  ['teardown', { token: 'tok_approve' }, { token: 'tok_approve' }],
  [
    'gift',
    { number: '6000123456781000', pin: '1234' },
    { gift: { number: '6000123456781000', pin: '1234' } },
  ],
])('the company is sent for %s what it needs, and nothing else', async (method, data, body) => {
  await pay(method, { ...data, canary: 'canary' })
  const amount = { value: 1999, currency: 'EUR' }
  expect(sent()?.body).toEqual({ amount, reference: attemptId, method, ...body })
})

test('a redirect by GET leads to the company', async () => {
  expect((await pay('bank')).body.outcome).toEqual({
    outcome: 'redirect',
    url: 'http://company.example/bank/pay_1',
    method: 'GET',
    fields: [],
  })
})

test('what a shopper brings back from a redirect by GET changes nothing: the company is asked', async () => {
  await pay('bank')
  world.company.settle(first(), 'failed', 'payment.failed')
  const { body } = await update(1, { sandbox_result: 'approved' })
  expect(body).toMatchObject({ step: 2, outcome: { outcome: 'failed' } })
  expect(sent()?.call).toBe('find')
})

test('a redirect by form is completed with the code that the shopper brings back', async () => {
  expect((await pay('formpost')).body.outcome).toMatchObject({
    ...{ outcome: 'redirect', url: 'http://company.example/formpost', method: 'POST' },
    fields: [{ name: 'payment_code', value: 'pay_1' }],
  })
  const { body } = await update(1, { code: 'code_ok' })
  expect(body).toMatchObject({ step: 2, outcome: { outcome: 'complete' } })
  expect(sent()).toMatchObject({ call: 'complete', body: { code: 'code_ok' } })
  expect((await update(1, { code: 'code_ok' })).body).toEqual(body)
})

test('a code still counts after a read-back has found the shopper on the way back', async () => {
  await pay('formpost')
  // The shopper has approved: the page is closed, and the money waits for the code.
  Reflect.deleteProperty(first() ?? {}, 'redirect')
  expect((await read()).result).toMatchObject({ step: 2, outcome: { outcome: 'pending' } })
  expect((await update(2, { code: 'forged' })).body).toMatchObject({ outcome: { outcome: 'pending' } })
  // The browser may not have heard of the step between.
  expect((await update(1, { code: 'code_ok' })).body).toMatchObject({ outcome: { outcome: 'complete' } })
})

test('a payment that only waits takes no data', async () => {
  const { body } = await pay('qr')
  expect((await update(1, { code: 'code_ok' })).body).toEqual(body)
  expect(world.company.requests).toHaveLength(1)
})

test.each([
  ['qr', { kind: 'qr', data: 'QR' }],
  ['await', { kind: 'await' }],
  [
    'banktransfer',
    {
      ...{ kind: 'bank-transfer', iban: 'NL91ABNA0417164300', bic: 'ABNANL2A', beneficiary: 'Sandbox' },
      ...{ reference: 'S 1', amount: { value: 1999, currency: 'EUR' } },
    },
  ],
])('%s shows what is to be done, and until when; the webhook tells of the money', async (method, display) => {
  const shown = { ...display, expiresAt, appUrl: 'http://company.example/app/1' }
  expect((await pay(method)).body.outcome).toEqual({ outcome: 'pending', display: shown })
  await world.tell(first())
  await world.tell(world.company.settle(first(), 'succeeded', 'payment.captured'))
  await eventually(() =>
    expect(world.messages.map(({ status, kind }) => [status, kind])).toEqual([
      ['pending', 'pending'],
      ['paid', 'captured'],
    ]),
  )
  expect((await read()).result).toMatchObject({ step: 2, outcome: { outcome: 'complete' } })
})

test('what nobody paid in time has expired, by webhook and by read-back', async () => {
  await pay('qr')
  await world.tell(world.company.settle(first(), 'expired', 'payment.expired'))
  const { facts, result } = await read()
  expect(result).toMatchObject({ step: 2, outcome: { outcome: 'expired' } })
  expect(facts).toMatchObject([
    { kind: 'expired', confirmed: true },
    { kind: 'pending', confirmed: true },
  ])
  await eventually(() =>
    expect(world.messages).toContainEqual(expect.objectContaining({ status: 'expired' })),
  )
  const canceled = await world.call('POST', '/payment/payment-1/cancel', { attemptId })
  expect(canceled.body.outcome).toEqual({ outcome: 'expired' })
})

test('what waits can be taken back', async () => {
  await pay('await')
  const { body } = await world.call('POST', '/payment/payment-1/cancel', { attemptId })
  expect(body.outcome).toEqual({ outcome: 'canceled' })
  expect(first()?.status).toBe('canceled')
})

test('a declined sheet is tried again with a fresh token, in the same attempt', async () => {
  const { body } = await pay('paybutton', { token: 'sht_declining' })
  const actionId = 'act_pay_1_1'
  const action = { type: 'sandbox.sheet', id: actionId, reason: 'declined' }
  expect(body.outcome).toEqual({ outcome: 'action', action })
  expect((await update(1, { actionId, result: 'approve' })).body.outcome).toEqual({
    outcome: 'action',
    action,
  })
  expect((await update(1, { actionId, token: 'sht_ok' })).body).toMatchObject({
    ...{ step: 2, outcome: { outcome: 'complete' } },
  })
  expect(world.company.requests.filter(({ call }) => call === 'action')).toHaveLength(1)
})

test('a fingerprint is an action of its own type', async () => {
  const { body } = await pay('steps', { token: 'tok_approve' })
  const url = 'http://company.example/fingerprint/1'
  const action = { type: 'sandbox.fingerprint', id: 'act_pay_1_1', url }
  expect(body.outcome).toEqual({ outcome: 'action', action })
})

test('an order that costs nothing is complete, and paid without any company', async () => {
  const free = { provider: 'plain', method: 'free', total: 0, amount: 0, items: [], data: {} }
  expect((await world.pay(free)).body).toEqual({ step: 1, outcome: { outcome: 'complete' } })
  await eventually(() =>
    expect(world.messages).toMatchObject([
      { status: 'paid', kind: 'captured', amount: { value: 0, currency: 'EUR' } },
    ]),
  )
  expect((await world.call('GET', '/payment/payment-1')).body.attempts[0].facts).toMatchObject([
    { kind: 'captured', amount: { value: 0 }, confirmed: true },
  ])
})

test('the free method pays nothing that costs something', async () => {
  const { body } = await world.pay({ provider: 'plain', method: 'free', data: {} })
  expect(body.error.code).toBe('method-unavailable')
  await expectNothingBut(world, [])
})
