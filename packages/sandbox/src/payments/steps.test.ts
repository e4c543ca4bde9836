import { expect, test } from 'vitest'
import { cards, startSandbox } from '../startSandbox.fixture.ts'

test('steps: first a look at the browser, then a question, then the money', async () => {
  const { start, token, decide, step, origin } = await startSandbox()
  const first = await start('steps', { token: await token() })
  const look = first.action
  expect(look).toEqual({
    id: expect.any(String),
    type: 'fingerprint',
    url: `${origin}/fingerprint/${look?.id}`,
  })
  const seen = { actionId: look?.id, result: await decide(look?.id ?? '', 'approve') }
  const second = await step(first, 'actions', seen)
  expect(second).toMatchObject({ status: 'requires_action', action: { type: 'challenge' }, events: [] })
  expect(await step(first, 'actions', seen)).toEqual(second)
  const actionId = second.action?.id ?? ''
  const result = await decide(actionId, 'approve')
  expect(await step(first, 'actions', { actionId, result })).toMatchObject({ status: 'succeeded' })
})

test('steps: a refused question fails, a card that declines is asked nothing', async () => {
  const { start, token, decide, step } = await startSandbox()
  let payment = await start('steps', { token: await token() })
  for (const decision of ['approve', 'refuse']) {
    const actionId = payment.action?.id ?? ''
    payment = await step(payment, 'actions', { actionId, result: await decide(actionId, decision) })
  }
  expect(payment).toMatchObject({ status: 'failed', error: { code: 'authentication_failed' } })
  expect(await start('steps', { token: await token(cards.decline) })).toMatchObject({
    status: 'failed',
    error: { code: 'card_declined' },
  })
})

test('precheck: a card that was not approved before the order fails', async () => {
  const { start, token, frame } = await startSandbox()
  const failed = { status: 'failed', error: { code: 'authentication_failed' } }
  expect(await start('precheck', { token: await token() })).toMatchObject(failed)
  const id = await token()
  const refused = { status: 422, body: { error: { code: 'authentication_failed' } } }
  expect(await frame(`/v1/tokens/${id}/verify`, { decision: 'refuse' })).toMatchObject(refused)
  // The first decision counts.
  expect(await frame(`/v1/tokens/${id}/verify`, { decision: 'approve' })).toMatchObject(refused)
  expect(await start('precheck', { token: id })).toMatchObject(failed)
})

test.each([
  [cards.approve, { status: 'succeeded' }],
  [cards.challenge, { status: 'succeeded' }],
  [cards.decline, { status: 'failed', error: { code: 'card_declined' } }],
])('precheck: %s, approved before the order, is asked nothing after it', async (number, outcome) => {
  const { start, token, frame } = await startSandbox()
  const id = await token(number)
  const verify = () => frame(`/v1/tokens/${id}/verify`, { decision: 'approve' })
  expect(await verify()).toMatchObject({ status: 200, body: { token: { id } } })
  expect((await verify()).body).toEqual({ token: { id } })
  expect(await start('precheck', { token: id })).toMatchObject(outcome)
  expect(await verify()).toMatchObject({ status: 410, body: { error: { code: 'token_used' } } })
})

test('the card that is verified is shown by brand and last digits, to who knows its token', async () => {
  const { token, call, frame } = await startSandbox()
  const id = await token()
  expect((await call('GET', `/v1/tokens/${id}`)).body).toEqual({ brand: 'visa', last4: '1111' })
  expect(await call('GET', '/v1/tokens/tok_unknown')).toMatchObject({ status: 404 })
  expect(await frame('/v1/tokens/tok_unknown/verify', { decision: 'approve' })).toMatchObject({ status: 404 })
  expect(await call('POST', `/v1/tokens/${id}/verify`, { decision: 'approve' })).toMatchObject({
    status: 403,
  })
})

test('teardown takes the same cards as card, and no stored ones', async () => {
  const { start, ask, token, pay } = await startSandbox()
  expect(await start('teardown', { token: await token() })).toMatchObject({ status: 'succeeded' })
  expect(await start('teardown', { token: await token(cards.challenge) })).toMatchObject({
    status: 'requires_action',
  })
  const source = (await pay(cards.approve, { store: true })).stored?.id
  expect(await ask('teardown', { source })).toMatchObject({ body: { error: { code: 'invalid_token' } } })
})
