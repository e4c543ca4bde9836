import { expect, test } from 'vitest'
import { amount, startSandbox } from '../startSandbox.fixture.ts'
import type { Ledger } from './ledger.ts'

const euro = (value: number) => ({ value, currency: 'EUR' })
const gift = { number: '6000 1234 5678 1000', pin: '1234' }

async function startGift() {
  const sandbox = await startSandbox()
  const balance = (card: Record<string, unknown> = {}) =>
    sandbox.api('POST', '/v1/gift-cards/balance', { ...gift, currency: 'EUR', ...card })
  return { ...sandbox, balance }
}

test('the last four digits are the balance, in the currency of the first use', async () => {
  const { balance } = await startGift()
  expect(await balance()).toMatchObject({ status: 200, body: { balance: euro(1000) } })
  const yen = { number: '6000999900001000', currency: 'JPY' }
  expect((await balance(yen)).body).toEqual({ balance: { value: 1000, currency: 'JPY' } })
  expect((await balance({ ...yen, currency: 'EUR' })).body).toMatchObject({ error: { code: 'unknown_card' } })
})

test.each([
  [{ pin: '4321' }, 'invalid_pin', 'pin'],
  [{ pin: 1234 }, 'invalid_pin', 'pin'],
  [{ pin: undefined }, 'invalid_pin', 'pin'],
  [{ number: '6001 1234 5678 1000' }, 'unknown_card', 'number'],
  [{ number: '6000 1234 5678 100' }, 'unknown_card', 'number'],
  [{ number: '6000 1234 5678 10000' }, 'unknown_card', 'number'],
  [{ number: '6000x1234x5678x1000' }, 'unknown_card', 'number'],
  [{ number: 6000123456781000 }, 'unknown_card', 'number'],
  [{ number: undefined }, 'unknown_card', 'number'],
])('a gift card with %j is refused as %s, for its balance and as a payment', async (changes, code, field) => {
  const { balance, ask } = await startGift()
  const refused = { status: 422, body: { error: { code, field } } }
  expect(await balance(changes)).toMatchObject(refused)
  expect(await ask('gift', { gift: { ...gift, ...changes } })).toMatchObject(refused)
})

test('a card pays what it has: that is held, and the rest is due', async () => {
  const { start, step, balance, api } = await startGift()
  const payment = await start('gift', { gift })
  expect(payment).toMatchObject({
    status: 'authorized',
    amount,
    authorizedAmount: euro(1000),
    capturedAmount: euro(0),
    due: euro(1049),
    events: [{ type: 'payment.authorized', amount: euro(1000) }],
  })
  expect((await balance()).body).toEqual({ balance: euro(0) })
  expect((await api('GET', '/ledger')).body).toMatchObject({
    payments: [{ authorizedAmount: euro(1000) }],
    kept: [],
  })
  const captured = await step(payment, 'capture')
  expect(captured).toMatchObject({
    status: 'succeeded',
    authorizedAmount: euro(0),
    capturedAmount: euro(1000),
    due: euro(1049),
    events: [{ type: 'payment.authorized' }, { type: 'payment.captured', amount: euro(1000) }],
  })
  expect(await step(payment, 'capture')).toEqual(captured)
  expect(await step(payment, 'cancel')).toEqual(captured)
  expect(((await api('GET', '/ledger')).body as Ledger).kept).toEqual([euro(1000)])
})

test('a card that has enough pays at once', async () => {
  const { start, balance } = await startGift()
  const payment = await start('gift', { gift, amount: euro(300) })
  expect(payment).toMatchObject({ status: 'succeeded', capturedAmount: euro(300) })
  expect(payment).not.toHaveProperty('due')
  expect((await balance()).body).toEqual({ balance: euro(700) })
})

test('a hold that is canceled comes back, once', async () => {
  const { start, step, balance } = await startGift()
  const payment = await start('gift', { gift })
  const voided = await step(payment, 'cancel')
  expect(voided).toMatchObject({
    status: 'canceled',
    authorizedAmount: euro(0),
    events: [{ type: 'payment.authorized' }, { type: 'payment.voided', amount: euro(1000) }],
  })
  expect(voided).not.toHaveProperty('due')
  expect(await step(payment, 'cancel')).toEqual(voided)
  expect(await step(payment, 'capture')).toEqual(voided)
  expect((await balance()).body).toEqual({ balance: euro(1000) })
})

test('an empty card fails', async () => {
  const { start } = await startGift()
  await start('gift', { gift })
  expect(await start('gift', { gift })).toMatchObject({
    status: 'failed',
    error: { code: 'insufficient_funds' },
    events: [{ type: 'payment.failed' }],
  })
})

test('holds at once never exceed the balance', async () => {
  const { start, balance, step } = await startGift()
  const payments = await Promise.all(
    [400, 400, 400, 400].map((value) => start('gift', { gift, amount: euro(value) })),
  )
  const taken = payments.map((each) => each.authorizedAmount.value + each.capturedAmount.value)
  expect(taken.reduce((sum, each) => sum + each, 0)).toBe(1000)
  expect((await balance()).body).toEqual({ balance: euro(0) })
  await Promise.all(payments.flatMap((each) => [step(each, 'capture'), step(each, 'cancel')]))
  const { body } = await balance()
  expect(body).toEqual({ balance: euro(0) })
})

test('money is neither made nor lost, whatever is done in whatever order', async () => {
  const { start, step, api, balance, read } = await startGift()
  const payments = [
    await start('gift', { gift, amount: euro(300) }),
    await start('gift', { gift, amount: euro(900) }),
  ]
  let seed = 7
  const draw = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return seed % below
  }
  for (let turn = 0; turn < 60; turn += 1) {
    const payment = payments[draw(payments.length)]
    if (payment === undefined) continue
    const move = draw(4)
    if (move === 0) payments.push(await start('gift', { gift, amount: euro(1 + draw(600)) }))
    else if (move === 1) await step(payment, 'capture')
    else if (move === 2) await step(payment, 'cancel')
    else {
      const refund = { amount: euro(1 + draw(200)), reference: `r-${turn}` }
      await api('POST', `/v1/payments/${payment.id}/refund`, refund, { 'idempotency-key': `r-${turn}` })
    }
    const states = await Promise.all(payments.map(read))
    const out = states.map(
      (each) => each.authorizedAmount.value + each.capturedAmount.value - each.refundedAmount.value,
    )
    const left = (await balance()).body as { balance: { value: number } }
    expect(left.balance.value + out.reduce((sum, each) => sum + each, 0)).toBe(1000)
    expect(left.balance.value).toBeGreaterThanOrEqual(0)
  }
})
