import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSandboxWorld, type SandboxWorld } from '../../sandboxWorld.fixture.ts'
import { type Answer, attemptId, eventually, type World } from '../../world.fixture.ts'

let company: SandboxWorld
let world: World
beforeEach(async () => {
  company = await openSandboxWorld()
  world = company.world
})
afterEach(() => company.close())

const post: SandboxWorld['post'] = (path, body) => company.post(path, body)
const payBy = async (number: string): Promise<Answer> => {
  const { id } = await post('/v1/tokens', { number, expiry: '12/40', cvc: '123' })
  return await world.pay({ data: { token: id } })
}
const decide = async (answer: Answer, decision: string): Promise<Answer> => {
  const { step, outcome } = answer.body
  const { result } = await post(`/v1/challenges/${outcome.action.id}`, { decision })
  const data = { actionId: outcome.action.id, result }
  return await world.call('PUT', '/payment/payment-1', { attemptId, step, data })
}
const told = (expected: object): Promise<void> =>
  eventually(() => expect(world.messages).toMatchObject([{ orderId: 'payment-1', attemptId, ...expected }]))

test('an approved card is complete, and paid by webhook', async () => {
  expect((await payBy('4111 1111 1111 1111')).body).toMatchObject({
    step: 1,
    outcome: { outcome: 'complete' },
  })
  await told({ status: 'paid', kind: 'captured', amount: { value: 1999, currency: 'EUR' } })
})

test.each([
  ['4000 0000 0000 0002', 'declined'],
  ['4000 0000 0000 9995', 'insufficient_funds'],
])('%s is %s', async (number, code) => {
  expect((await payBy(number)).body.outcome).toMatchObject({
    outcome: 'failed',
    error: { code, retry: 'same' },
  })
  await told({ status: 'failed', kind: 'failed' })
})

test('two approved challenges are complete, and paid by webhook', async () => {
  const first = await payBy('4000 0000 0000 3220')
  expect(first.body).toMatchObject({ step: 1, outcome: { action: { type: 'sandbox.challenge' } } })
  const second = await decide(first, 'approve')
  expect(second.body).toMatchObject({ step: 2, outcome: { action: { type: 'sandbox.challenge' } } })
  expect((await decide(second, 'approve')).body).toMatchObject({ step: 3, outcome: { outcome: 'complete' } })
  await told({ status: 'paid', kind: 'captured' })
})

test('a refused challenge fails', async () => {
  const answer = await decide(await payBy('4000 0000 0000 3220'), 'refuse')
  expect(answer.body.outcome).toMatchObject({ outcome: 'failed', error: { code: 'authentication_failed' } })
  await told({ status: 'failed', kind: 'failed' })
})

test('an open challenge can be canceled, and is read back', async () => {
  await payBy('4000 0000 0000 3220')
  const { body } = await world.call('POST', '/payment/payment-1/cancel', { attemptId })
  expect(body).toMatchObject({ step: 2, outcome: { outcome: 'canceled' } })
  const read = await world.call('GET', '/payment/payment-1')
  expect(read.body.attempts).toMatchObject([
    {
      attemptId,
      facts: [{ kind: 'canceled', confirmed: true }],
      result: { outcome: { outcome: 'canceled' } },
    },
  ])
  await told({ status: 'canceled', kind: 'canceled' })
})

test('a token that was used, and one that never was, are data to be given again', async () => {
  const { id } = await post('/v1/tokens', { number: '4111111111111111', expiry: '12/40', cvc: '123' })
  await world.pay({ data: { token: id } })
  for (const [attempt, token] of [
    ['b'.repeat(32), id],
    ['c'.repeat(32), 'tok_unknown'],
    ['d'.repeat(32), undefined],
  ]) {
    const { body } = await world.pay({ attemptId: attempt, data: { token } })
    expect(body.outcome).toMatchObject({ outcome: 'failed', error: { code: 'invalid_data', retry: 'same' } })
  }
})
