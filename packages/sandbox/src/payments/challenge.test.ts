import { expect, test } from 'vitest'
import { amount, cards, startSandbox } from '../startSandbox.fixture.ts'
import type { Payment } from './payment.ts'

const act = (payment: Payment): string => payment.action?.id ?? ''

async function startChallenge() {
  const sandbox = await startSandbox()
  const payment = await sandbox.pay(cards.challenge)
  const answer = (actionId: string, result: unknown) =>
    sandbox.api('POST', `/v1/payments/${payment.id}/actions`, { actionId, result })
  return { ...sandbox, payment, answer }
}

test('a challenge asks two questions, one after the other, and then takes the money', async () => {
  const { payment, answer, decide, call, origin } = await startChallenge()
  expect(payment).toMatchObject({ status: 'requires_action', action: { type: 'challenge' }, events: [] })
  expect(payment.action?.url).toBe(`${origin}/challenge/${act(payment)}`)
  const page = await call('GET', `/v1/challenges/${act(payment)}`)
  expect(page.body).toEqual({ amount, reference: 'order-1', step: 1, steps: 2 })

  const second = (await answer(act(payment), await decide(act(payment), 'approve'))).body as Payment
  expect(second).toMatchObject({ status: 'requires_action', events: [] })
  expect(act(second)).not.toBe(act(payment))
  expect((await call('GET', `/v1/challenges/${act(second)}`)).body).toMatchObject({ step: 2, steps: 2 })

  const paid = await answer(act(second), await decide(act(second), 'approve'))
  expect(paid.body).toMatchObject({ status: 'succeeded', events: [{ type: 'payment.captured', amount }] })
  expect(paid.body).not.toHaveProperty('action')
})

test.each([1, 2])('refusing question %i fails the authentication', async (refused) => {
  const { payment, answer, decide } = await startChallenge()
  let current = payment
  if (refused === 2) {
    current = (await answer(act(current), await decide(act(current), 'approve'))).body as Payment
  }
  expect((await answer(act(current), await decide(act(current), 'refuse'))).body).toMatchObject({
    status: 'failed',
    error: { code: 'authentication_failed' },
    events: [{ type: 'payment.failed' }],
  })
})

test('a result that was made up changes nothing', async () => {
  const { payment, answer, decide, api } = await startChallenge()
  const refused = { status: 422, body: { error: { code: 'invalid_result', field: 'result' } } }
  expect(await answer(act(payment), 'res_forged')).toMatchObject(refused)
  await decide(act(payment), 'approve')
  for (const forged of ['res_forged', '', 'approve', null, { decision: 'approve' }]) {
    expect(await answer(act(payment), forged)).toMatchObject(refused)
  }
  expect((await api('GET', `/v1/payments/${payment.id}`)).body).toEqual(payment)
})

test('a result counts once: sent again it answers how the payment stands', async () => {
  const { payment, answer, decide } = await startChallenge()
  const result = await decide(act(payment), 'approve')
  const second = (await answer(act(payment), result)).body as Payment
  expect((await answer(act(payment), result)).body).toEqual(second)
  expect(act(second)).not.toBe(act(payment))
})

test('a result is bound to its own action', async () => {
  const { payment, answer, decide, pay } = await startChallenge()
  const result = await decide(act(payment), 'approve')
  const second = (await answer(act(payment), result)).body as Payment
  expect(await answer(act(second), result)).toMatchObject({ status: 422 })
  const other = await pay(cards.challenge)
  expect(await answer(act(other), await decide(act(other), 'approve'))).toMatchObject({ status: 404 })
})

test('until a result is used the newest decision counts', async () => {
  const { payment, answer, decide } = await startChallenge()
  const approved = await decide(act(payment), 'approve')
  const refused = await decide(act(payment), 'refuse')
  expect(await answer(act(payment), approved)).toMatchObject({ status: 422 })
  expect((await answer(act(payment), refused)).body).toMatchObject({ status: 'failed' })
})

test('a question that was answered, or whose payment was canceled, is closed', async () => {
  const { payment, answer, decide, call, api, pay, origin } = await startChallenge()
  const closed = { status: 410, body: { error: { code: 'action_closed' } } }
  await answer(act(payment), await decide(act(payment), 'approve'))
  expect(await call('GET', `/v1/challenges/${act(payment)}`)).toMatchObject(closed)
  const other = await pay(cards.challenge)
  await api('POST', `/v1/payments/${other.id}/cancel`)
  const decision = { decision: 'approve' }
  expect(await call('POST', `/v1/challenges/${act(other)}`, decision, { origin })).toMatchObject(closed)
  expect(await call('GET', '/v1/challenges/act_unknown')).toMatchObject({
    status: 404,
    body: { error: { code: 'unknown_action' } },
  })
})

test('an approval that comes after the cancellation takes no money', async () => {
  const { payment, answer, decide, api } = await startChallenge()
  const result = await decide(act(payment), 'approve')
  await api('POST', `/v1/payments/${payment.id}/cancel`)
  expect((await answer(act(payment), result)).body).toMatchObject({ status: 'canceled' })
})

test('only the challenge page itself can decide', async () => {
  const { payment, call, origin } = await startChallenge()
  const path = `/v1/challenges/${act(payment)}`
  const foreign = { status: 403, body: { error: { code: 'foreign_origin' } } }
  expect(await call('POST', path, { decision: 'approve' })).toMatchObject(foreign)
  const shop = { origin: 'http://127.0.0.1:5173' }
  expect(await call('POST', path, { decision: 'approve' }, shop)).toMatchObject(foreign)
  expect(await call('POST', path, { decision: 'perhaps' }, { origin })).toMatchObject({
    status: 422,
    body: { error: { code: 'invalid_decision' } },
  })
})
