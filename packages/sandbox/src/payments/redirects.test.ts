import { expect, test } from 'vitest'
import { amount, startSandbox } from '../startSandbox.fixture.ts'

const returnUrl = 'https://shop.example/return/1?keep=this'

test('bank: the shopper is sent to a page of the company, by GET', async () => {
  const { start, origin } = await startSandbox()
  const payment = await start('bank', { returnUrl })
  expect(payment).toMatchObject({ status: 'requires_action', capturedAmount: { value: 0 }, events: [] })
  expect(payment.redirect).toEqual({
    url: expect.stringMatching(new RegExp(`^${origin}/bank/page_[\\w-]{24}$`)),
    method: 'GET',
    fields: [],
  })
  expect(payment.redirect?.url).not.toContain(payment.id)
  expect(payment).not.toHaveProperty('action')
})

test('formpost: the shopper is sent there by a form, with the amount', async () => {
  const { start, origin } = await startSandbox()
  expect((await start('formpost', { returnUrl })).redirect).toEqual({
    url: `${origin}/formpost`,
    method: 'POST',
    fields: [
      { name: 'payment_code', value: expect.stringMatching(/^page_/) },
      { name: 'amount', value: '2049' },
    ],
  })
})

test.each(['bank', 'formpost'])('%s wants to know where the shopper comes back to', async (method) => {
  const { ask } = await startSandbox()
  const refused = { status: 422, body: { error: { code: 'invalid_return_url', field: 'returnUrl' } } }
  const wrong = [
    ...['javascript:alert(1)', 'data:text/html,x', 'http://shop.example/', 'http://127.0.0.1.evil.example/'],
    ...['https://user@shop.example/', 'https://user:pass@shop.example/', '/return', '//shop.example', ''],
    ...['ftp://shop.example/', 'http://localhost.evil.example/', `https://shop.example/${'x'.repeat(2_000)}`],
    ...['http://[::1]/', 'JaVaScRiPt:alert(1)', 'https:', 7, null, ['https://shop.example/']],
  ]
  for (const each of wrong)
    expect(await ask(method, { returnUrl: each }), String(each)).toMatchObject(refused)
  expect(await ask(method)).toMatchObject(refused)
  const right = ['http://127.0.0.1:5173/r', 'http://localhost/r', 'https://shop.example/r']
  for (const each of right) expect(await ask(method, { returnUrl: each })).toMatchObject({ status: 201 })
})

test('a shopper who has not decided can be given up: nothing is captured', async () => {
  const { start, step } = await startSandbox()
  const payment = await start('bank', { returnUrl })
  const canceled = await step(payment, 'cancel')
  expect(canceled).toMatchObject({ status: 'canceled', events: [{ type: 'payment.canceled' }] })
  expect(canceled).not.toHaveProperty('redirect')
  expect(await step(payment, 'cancel')).toEqual(canceled)
})

test('formpost captures nothing without the code that the shopper brings back', async () => {
  const { start, api, read } = await startSandbox()
  const payment = await start('formpost', { returnUrl })
  const refused = { status: 422, body: { error: { code: 'invalid_code', field: 'code' } } }
  for (const code of [undefined, '', 'undefined', 'code_guessed', null, 7]) {
    expect(await api('POST', `/v1/payments/${payment.id}/complete`, { code })).toMatchObject(refused)
  }
  expect(await read(payment)).toEqual(payment)
  expect((await api('GET', '/ledger')).body).toMatchObject({ kept: [], payments: [{ amount }] })
})
