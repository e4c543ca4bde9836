import { expect, test } from 'vitest'
import { amount, cards, startSandbox } from '../startSandbox.fixture.ts'
import { createTestClock } from '../testClock.fixture.ts'

const card = { number: cards.approve, expiry: '12/39', cvc: '123' }

test('a card becomes a token with its brand and its last four digits', async () => {
  const { call, origin } = await startSandbox()
  const headers = { authorization: 'Bearer pk_test', origin }
  expect(await call('POST', '/v1/tokens', { ...card, amount }, headers)).toMatchObject({
    status: 201,
    body: { id: expect.stringMatching(/^tok_/), brand: 'visa', last4: '1111' },
  })
})

test.each([
  [{ number: '4111 1111 1111 1112' }, 'invalid_number', 'number'],
  [{ number: '4111' }, 'invalid_number', 'number'],
  [{ number: '4111x1111x1111x1111' }, 'invalid_number', 'number'],
  [{ number: '٤١١١١١١١١١١١١١١١' }, 'invalid_number', 'number'],
  [{ number: 4111111111111111 }, 'invalid_number', 'number'],
  [{ expiry: '13/39' }, 'invalid_expiry', 'expiry'],
  [{ expiry: '1/39' }, 'invalid_expiry', 'expiry'],
  [{ expiry: null }, 'invalid_expiry', 'expiry'],
  [{ expiry: '10/26' }, 'expired_card', 'expiry'],
  [{ cvc: '12' }, 'invalid_cvc', 'cvc'],
  [{ cvc: '1234' }, 'invalid_cvc', 'cvc'],
  [{ amount: { value: 1.5, currency: 'EUR' } }, 'invalid_amount', 'amount'],
])('a card with %j is refused as %s', async (changes, code, field) => {
  const { call, origin } = await startSandbox({ clock: createTestClock(Date.UTC(2026, 10, 22)) })
  const headers = { authorization: 'Bearer pk_test', origin }
  expect(await call('POST', '/v1/tokens', { ...card, ...changes }, headers)).toMatchObject({
    status: 422,
    body: { error: { code, field } },
  })
})

test('a card is good until the last day of its month', async () => {
  const clock = createTestClock(Date.UTC(2026, 10, 30, 23))
  const { call, origin } = await startSandbox({ clock })
  const post = () =>
    call('POST', '/v1/tokens', { ...card, expiry: '11/26' }, { authorization: 'Bearer pk_test', origin })
  expect(await post()).toMatchObject({ status: 201 })
  clock.advance(13 * 60 * 60 * 1000)
  expect(await post()).toMatchObject({ body: { error: { code: 'expired_card' } } })
})

test.each([
  ['/v1/tokens', card],
  ['/v1/cvc-tokens', { cvc: '123' }],
  ['/v1/sheet-tokens', { funding: 'balance' }],
  ['/v1/tokens/tok_1/verify', { decision: 'approve' }],
])('%s is for the company’s own pages alone', async (path, body) => {
  const { call, origin } = await startSandbox()
  const key = { authorization: 'Bearer pk_test' }
  const foreign = { status: 403, body: { error: { code: 'foreign_origin' } } }
  expect(await call('POST', path, body, key)).toMatchObject(foreign)
  expect(await call('POST', path, body, { ...key, origin: 'http://evil.example' })).toMatchObject(foreign)
  const crossSite = { ...key, origin, 'sec-fetch-site': 'cross-site' }
  expect(await call('POST', path, body, crossSite)).toMatchObject(foreign)
  expect(await call('POST', path, body, { origin })).toMatchObject({ status: 401 })
})

test.each(['', 'Bearer pk_other', 'Bearer sk_test', 'Basic pk_test'])(
  'the publishable key cannot be "%s"',
  async (authorization) => {
    const { call, origin } = await startSandbox()
    expect(await call('POST', '/v1/tokens', card, { authorization, origin })).toMatchObject({
      status: 401,
      body: { error: { code: 'invalid_key' } },
    })
  },
)
