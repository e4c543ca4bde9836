import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerJson } from '../httpServer.fixture.ts'
import { type Answer, attemptId, openWorld, type World } from '../world.fixture.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ timeout: 200 })
  await world.pay({ data: { token: 'tok_challenge' } })
})
afterEach(() => world.close())

const update = (step: number, data: Record<string, unknown>, id = 'payment-1'): Promise<Answer> =>
  world.call('PUT', `/payment/${id}`, { attemptId, step, data })
const approve = (number: number) => ({ actionId: `act_pay_1_${number}`, result: 'approve' })
const sent = () => world.company.requests.filter(({ call }) => call === 'action').length
const second = {
  id: 'pay_1',
  step: 2,
  outcome: {
    outcome: 'action',
    action: {
      type: 'sandbox.challenge',
      id: 'act_pay_1_2',
      url: 'http://company.example/challenge/act_pay_1_2',
    },
  },
}
const complete = { id: 'pay_1', step: 3, outcome: { outcome: 'complete' } }

test('two actions in a row end complete, each with its own step', async () => {
  expect(await update(1, approve(1))).toEqual({ status: 200, body: second })
  expect(await update(2, approve(2))).toEqual({ status: 200, body: complete })
})

test('a refusal in the second action fails', async () => {
  await update(1, approve(1))
  expect((await update(2, { ...approve(2), result: 'refuse' })).body).toMatchObject({
    step: 3,
    outcome: { outcome: 'failed', error: { code: 'authentication_failed', retry: 'same' } },
  })
})

test('the same step again gets the first answer, and an older one the current result', async () => {
  await update(1, approve(1))
  expect((await update(1, approve(1))).body).toEqual(second)
  expect(world.company.requests).toHaveLength(2)
  await update(2, approve(2))
  expect((await update(2, approve(2))).body).toEqual(complete)
  expect((await update(1, approve(1))).body).toEqual(complete)
  expect((await update(2, { actionId: 'anything' })).body).toEqual(complete)
  expect(sent()).toBe(2)
  expect(world.company.requests.map(({ call }) => call)).toEqual(['create', 'action', 'action'])
})

test('the same step twice at once reaches the company once', async () => {
  const answers = await Promise.all([update(1, approve(1)), update(1, approve(1))])
  expect(answers.map(({ body }) => body)).toEqual([second, second])
  expect(sent()).toBe(1)
})

test('a finished attempt takes no more data', async () => {
  await update(1, approve(1))
  await update(2, approve(2))
  expect((await update(3, approve(2))).body).toEqual(complete)
  expect(sent()).toBe(2)
})

test('a step that is not open yet is refused', async () => {
  expect(await update(2, approve(2))).toMatchObject({
    status: 409,
    body: { error: { code: 'attempt-in-progress' } },
  })
})

test.each([
  ['of another payment’s action', { actionId: 'act_pay_9_1', result: 'approve' }, 0],
  ['of another action', { actionId: 'act_pay_1_2', result: 'approve' }, 0],
  ['without a result', { actionId: 'act_pay_1_1' }, 0],
  ['with a forged result', { actionId: 'act_pay_1_1', result: 'forged' }, 1],
])('data %s change nothing: the action stays open (F5)', async (_, data, calls) => {
  const { status, body } = await update(1, data)
  expect([status, body.step, body.outcome.action.id]).toEqual([200, 1, 'act_pay_1_1'])
  expect(sent()).toBe(calls)
  expect(world.log).toContainEqual({ event: 'action-refused', provider: 'sandbox', attemptId })
  expect((await update(1, approve(1))).body).toEqual(second)
})

test('a lost answer to an action is asked for again, and nothing is answered twice (A2)', async () => {
  world.company.spoil('action', { after: (response) => answerJson(response, 500, {}) })
  expect((await update(1, approve(1))).status).toBe(502)
  // The company has gone on; its first action is closed.
  expect((await update(1, approve(1))).body).toEqual(second)
})

test.each([
  ['payment', 'payment-2', attemptId],
  ['attempt', 'payment-1', 'b'.repeat(32)],
])('an unknown %s is a 404', async (_, id, attempt) => {
  const answer = await world.call('PUT', `/payment/${id}`, { attemptId: attempt, step: 1, data: {} })
  expect(answer).toMatchObject({ status: 404, body: { error: { code: 'unknown-attempt' } } })
})
