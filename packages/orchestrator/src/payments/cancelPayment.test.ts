import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerJson } from '../httpServer.fixture.ts'
import { type Answer, attemptId, eventually, openWorld, type World } from '../world.fixture.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ timeout: 200 })
})
afterEach(() => world.close())

const cancel = (id = 'payment-1', attempt = attemptId): Promise<Answer> =>
  world.call('POST', `/payment/${id}/cancel`, { attemptId: attempt })

test('an open challenge is canceled at the company', async () => {
  await world.pay({ data: { token: 'tok_challenge' } })
  const canceled = { status: 200, body: { id: 'pay_1', step: 2, outcome: { outcome: 'canceled' } } }
  expect(await cancel()).toEqual(canceled)
  expect(await cancel()).toEqual(canceled)
  expect(world.company.payments[0]?.status).toBe('canceled')
})

test('what was captured already is not canceled: the answer tells how it stands', async () => {
  await world.pay()
  expect((await cancel()).body).toEqual({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })
})

test('what has failed stays failed, and nobody is asked', async () => {
  const { body } = await world.pay({ data: {} })
  expect(body.outcome.outcome).toBe('failed')
  expect((await cancel()).body).toEqual(body)
  expect(world.company.requests.map(({ call }) => call)).toEqual(['create'])
})

test('an attempt that the company never heard of is ended here, and a late request starts nothing', async () => {
  world.company.spoil('create', { before: (response) => answerJson(response, 503, {}) })
  await world.pay()
  expect((await cancel()).body).toEqual({ step: 1, outcome: { outcome: 'canceled' } })
  expect((await world.pay()).body).toEqual({ step: 1, outcome: { outcome: 'canceled' } })
  expect(world.company.payments).toEqual([])
  await eventually(() => expect(world.messages).toMatchObject([{ status: 'canceled', attemptId }]))
})

test('an attempt whose answer was lost is found by its reference and canceled', async () => {
  world.company.spoil('create', { after: (response) => answerJson(response, 503, {}) })
  await world.pay({ data: { token: 'tok_challenge' } })
  expect((await cancel()).body).toEqual({ id: 'pay_1', step: 1, outcome: { outcome: 'canceled' } })
})

test('a company that cannot be asked leaves the attempt as it is', async () => {
  await world.pay({ data: { token: 'tok_challenge' } })
  world.company.spoil('cancel', { before: () => undefined })
  expect((await cancel()).status).toBe(504)
  expect((await cancel()).body.outcome).toEqual({ outcome: 'canceled' })
})

test('a placed order is canceled, and the shop hears of it', async () => {
  await world.pay({ provider: 'plain', method: 'pickup' })
  expect((await cancel()).body).toEqual({ step: 2, outcome: { outcome: 'canceled' } })
  await eventually(() => expect(world.messages).toMatchObject([{ status: 'canceled', kind: 'canceled' }]))
})

test('an attempt of another payment is a 404', async () => {
  await world.pay()
  const foreign = await cancel('payment-2')
  expect(foreign).toMatchObject({ status: 404, body: { error: { code: 'unknown-attempt' } } })
})
