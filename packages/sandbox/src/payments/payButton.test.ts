import { expect, test } from 'vitest'
import { amount, startSandbox } from '../startSandbox.fixture.ts'
import type { Payment } from './payment.ts'

async function startButton() {
  const sandbox = await startSandbox()
  const sheet = async (funding: string) => {
    const { body } = await sandbox.frame('/v1/sheet-tokens', { funding, amount })
    return (body as { id: string }).id
  }
  const retry = (payment: Payment, token: unknown) =>
    sandbox.api('POST', `/v1/payments/${payment.id}/actions`, { actionId: payment.action?.id, token })
  return { ...sandbox, sheet, retry }
}

test('what the window gave pays', async () => {
  const { start, sheet, ask, token } = await startButton()
  const id = await sheet('balance')
  expect(id).toMatch(/^sht_/)
  expect(await start('paybutton', { token: id })).toMatchObject({ status: 'succeeded' })
  expect(await ask('paybutton', { token: id })).toMatchObject({ body: { error: { code: 'token_used' } } })
  // The token of a card is another thing, and so is this one to a card.
  expect(await ask('paybutton', { token: await token() })).toMatchObject({
    body: { error: { code: 'unknown_token' } },
  })
  const other = { token: await sheet('balance') }
  expect(await ask('card', other)).toMatchObject({ body: { error: { code: 'unknown_token' } } })
})

test('what declines is asked for again, in the same payment', async () => {
  const { start, sheet, retry, read } = await startButton()
  const payment = await start('paybutton', { token: await sheet('declining') })
  expect(payment).toMatchObject({ status: 'requires_action', events: [] })
  expect(payment.action).toEqual({ id: expect.any(String), type: 'sheet_retry', reason: 'declined' })
  const second = (await retry(payment, await sheet('declining'))).body as Payment
  expect(second).toMatchObject({ status: 'requires_action', action: { type: 'sheet_retry' } })
  expect(second.action?.id).not.toBe(payment.action?.id)
  const token = await sheet('balance')
  const paid = await retry(second, token)
  expect(paid.body).toMatchObject({
    id: payment.id,
    status: 'succeeded',
    events: [{ type: 'payment.captured', amount }],
  })
  expect((await retry(second, token)).body).toEqual(paid.body)
  expect(await read(payment)).toEqual(paid.body)
})

test('a token that does not fit changes nothing', async () => {
  const { start, sheet, retry, read, step } = await startButton()
  const payment = await start('paybutton', { token: await sheet('declining') })
  for (const wrong of [undefined, '', 'sht_unknown', 7]) {
    expect(await retry(payment, wrong)).toMatchObject({ status: 422 })
  }
  expect(await read(payment)).toEqual(payment)
  const token = await sheet('balance')
  await retry(payment, token)
  expect(await retry(payment, await sheet('balance'))).toMatchObject({
    body: { error: { code: 'invalid_token' } },
  })
  const other = await start('paybutton', { token: await sheet('declining') })
  expect(await retry(other, token)).toMatchObject({ body: { error: { code: 'token_used' } } })
  await step(other, 'cancel')
  expect((await retry(other, await sheet('balance'))).body).toMatchObject({ status: 'canceled' })
})

test('the window says what it pays with', async () => {
  const { frame } = await startButton()
  expect(await frame('/v1/sheet-tokens', { funding: 'gold' })).toMatchObject({
    status: 422,
    body: { error: { code: 'invalid_funding' } },
  })
})
