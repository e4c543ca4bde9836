import { expect, test } from 'vitest'
import { cards, startSandbox } from '../startSandbox.fixture.ts'

const zero = { value: 0, currency: 'EUR' }

async function startStored() {
  const sandbox = await startSandbox()
  const store = async (number: string, changes = {}) =>
    (await sandbox.pay(number, { store: true, ...changes })).stored
  const cvc = async (code = '123') => {
    const { body } = await sandbox.frame('/v1/cvc-tokens', { cvc: code })
    return (body as { id: string }).id
  }
  const drop = (id = '') => sandbox.api('DELETE', `/v1/sources/${id}`)
  return { ...sandbox, store, cvc, drop }
}

test('a card is stored while it pays, and pays again without being entered', async () => {
  const { store, start } = await startStored()
  const stored = await store(cards.approve, { customer: 'cus-1' })
  expect(stored).toEqual({
    id: expect.stringMatching(/^src_/),
    brand: 'visa',
    last4: '1111',
    expiry: '12/39',
    needsCvc: false,
  })
  const again = { source: stored?.id, customer: 'cus-1' }
  expect(await start('card', again)).toMatchObject({ status: 'succeeded' })
  const twice = await start('card', again)
  expect(twice).toMatchObject({ status: 'succeeded' })
  expect(twice).not.toHaveProperty('stored')
})

test('nothing is stored unasked, nor when the card is declined', async () => {
  const { pay, store } = await startStored()
  expect(await pay()).not.toHaveProperty('stored')
  expect(await store(cards.decline)).toBeUndefined()
})

test('a card that needs its CVC pays only with a fresh one', async () => {
  const { store, ask, cvc, token } = await startStored()
  const source = (await store(cards.needsCvc))?.id
  expect(await ask('card', { source })).toMatchObject({
    status: 422,
    body: { error: { code: 'cvc_required' } },
  })
  const cvcToken = await cvc()
  expect(await ask('card', { source, cvcToken })).toMatchObject({ body: { status: 'succeeded' } })
  expect(await ask('card', { source, cvcToken })).toMatchObject({ body: { error: { code: 'token_used' } } })
  const unknown = { body: { error: { code: 'unknown_cvc_token', field: 'cvcToken' } } }
  expect(await ask('card', { source, cvcToken: 'cvc_unknown' })).toMatchObject(unknown)
  expect(await ask('card', { source, cvcToken: await token() })).toMatchObject(unknown)
})

test.each(['', '12', '12345', '12x', 123, null])('the security code %j is refused', async (cvc) => {
  const { frame } = await startStored()
  expect(await frame('/v1/cvc-tokens', { cvc })).toMatchObject({
    status: 422,
    body: { error: { code: 'invalid_cvc', field: 'cvc' } },
  })
})

test('a deleted card pays no more; deleting twice is no error', async () => {
  const { store, drop, ask, pay, read } = await startStored()
  const payment = await pay(cards.approve, { store: true })
  const source = payment.stored?.id
  expect(await drop(source)).toMatchObject({ status: 204, body: '' })
  expect(await drop(source)).toMatchObject({ status: 204 })
  expect(await ask('card', { source })).toMatchObject({
    status: 422,
    body: { error: { code: 'unknown_source' } },
  })
  expect(await read(payment)).not.toHaveProperty('stored')
  expect(await drop('src_unknown')).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
  expect(await store(cards.approve)).toBeDefined()
})

test('the card of one shopper does not pay for another', async () => {
  const { store, ask } = await startStored()
  const source = (await store(cards.approve, { customer: 'cus-1' }))?.id
  expect(await ask('card', { source, customer: 'cus-2' })).toMatchObject({
    body: { error: { code: 'unknown_source' } },
  })
})

test('a set-up stores a card and takes nothing', async () => {
  const { pay, api } = await startStored()
  const payment = await pay(cards.approve, { amount: zero, store: true, customer: 'cus-1' })
  expect(payment).toMatchObject({
    status: 'authorized',
    capturedAmount: zero,
    stored: { last4: '1111' },
    events: [{ type: 'payment.authorized', amount: zero }],
  })
  expect((await api('GET', '/ledger')).body).toMatchObject({ kept: [] })
  for (const name of ['capture', 'cancel']) {
    expect((await api('POST', `/v1/payments/${payment.id}/${name}`)).body).toEqual(payment)
  }
})

test('a set-up asks what the card asks, and stores it after the answer', async () => {
  const { pay, decide, step } = await startStored()
  let payment = await pay(cards.challenge, { amount: zero, store: true })
  expect(payment).not.toHaveProperty('stored')
  for (let question = 1; question <= 2; question += 1) {
    const actionId = payment.action?.id ?? ''
    payment = await step(payment, 'actions', { actionId, result: await decide(actionId, 'approve') })
  }
  expect(payment).toMatchObject({ status: 'authorized', stored: { last4: '3220' } })
  expect(await pay(cards.decline, { amount: zero, store: true })).toMatchObject({ status: 'failed' })
})

test.each([
  [{ amount: zero }, 'invalid_amount'],
  [{ store: 'yes' }, 'invalid_store'],
  [{ amount: { value: -1, currency: 'EUR' }, store: true }, 'invalid_amount'],
  [{ source: 7 }, 'invalid_source'],
])('a payment by card with %j is refused as %s', async (changes, code) => {
  const { ask, token } = await startStored()
  expect(await ask('card', { token: await token(), ...changes })).toMatchObject({
    status: 422,
    body: { error: { code } },
  })
})

test('only cards are stored', async () => {
  const { ask } = await startStored()
  expect(await ask('qr', { store: true })).toMatchObject({ body: { error: { code: 'invalid_store' } } })
})
