import { expect, test } from 'vitest'
import type { Ledger } from '../payments/ledger.ts'
import type { Payment } from '../payments/payment.ts'
import { amount, cards, startSandbox } from '../startSandbox.fixture.ts'

const nothing = { value: 0, currency: 'EUR' }

test('an approved card is captured at once', async () => {
  const { pay } = await startSandbox()
  const payment = await pay(cards.approve)
  expect(payment).toEqual({
    id: expect.stringMatching(/^pay_/),
    reference: 'order-1',
    method: 'card',
    amount,
    status: 'succeeded',
    authorizedAmount: nothing,
    capturedAmount: amount,
    refundedAmount: nothing,
    createdAt: expect.stringMatching(/Z$/),
    events: [
      {
        id: expect.stringMatching(/^evt_/),
        type: 'payment.captured',
        amount,
        createdAt: expect.stringMatching(/Z$/),
      },
    ],
  })
})

test.each([
  [cards.decline, 'card_declined'],
  [cards.insufficientFunds, 'insufficient_funds'],
])('the card %s fails with %s and takes nothing', async (number, code) => {
  const { pay } = await startSandbox()
  expect(await pay(number)).toMatchObject({
    status: 'failed',
    error: { code },
    capturedAmount: nothing,
    events: [{ type: 'payment.failed' }],
  })
})

test('a valid number that means nothing is approved', async () => {
  const { pay } = await startSandbox()
  expect(await pay('5555 5555 5555 4444')).toMatchObject({ status: 'succeeded' })
})

test('a payment is found by its id and by its reference, oldest first', async () => {
  const { pay, api } = await startSandbox()
  const first = await pay(cards.decline, { reference: 'order-7' })
  const second = await pay(cards.approve, { reference: 'order-7' })
  await pay(cards.approve, { reference: 'order-8' })
  expect((await api('GET', `/v1/payments/${first.id}`)).body).toEqual(first)
  expect((await api('GET', '/v1/payments?reference=order-7')).body).toEqual([first, second])
  expect((await api('GET', '/v1/payments?reference=order-9')).body).toEqual([])
})

test('metadata comes back with the payment', async () => {
  const { pay } = await startSandbox()
  const metadata = { attempt: 'a-1' }
  expect(await pay(cards.approve, { metadata })).toMatchObject({ metadata })
})

test('a token pays once', async () => {
  const { api, token } = await startSandbox()
  const request = { amount, token: await token(), reference: 'order-1', method: 'card' }
  await api('POST', '/v1/payments', request, { 'idempotency-key': 'one' })
  expect(await api('POST', '/v1/payments', request, { 'idempotency-key': 'two' })).toMatchObject({
    status: 422,
    body: { error: { code: 'token_used', field: 'token' } },
  })
})

test.each([
  [{ amount: { value: 0, currency: 'EUR' } }, 'invalid_amount', 'amount'],
  [{ amount: { value: -1, currency: 'EUR' } }, 'invalid_amount', 'amount'],
  [{ amount: { value: 20.49, currency: 'EUR' } }, 'invalid_amount', 'amount'],
  [{ amount: { value: '2049', currency: 'EUR' } }, 'invalid_amount', 'amount'],
  [{ amount: { value: 2 ** 53, currency: 'EUR' } }, 'invalid_amount', 'amount'],
  [{ amount: { value: 2049, currency: 'eur' } }, 'invalid_currency', 'amount'],
  [{ amount: { value: 2049 } }, 'invalid_currency', 'amount'],
  [{ amount: null }, 'invalid_currency', 'amount'],
  [{ token: 'tok_unknown' }, 'unknown_token', 'token'],
  [{ token: 7 }, 'invalid_token', 'token'],
  [{ reference: '' }, 'invalid_reference', 'reference'],
  [{ reference: 'x'.repeat(129) }, 'invalid_reference', 'reference'],
  [{ method: 'seashells' }, 'unsupported_method', 'method'],
  [{ method: 'constructor' }, 'unsupported_method', 'method'],
  [{ metadata: ['a'] }, 'invalid_metadata', 'metadata'],
  [{ metadata: { a: 1 } }, 'invalid_metadata', 'metadata'],
])('a payment with %j is refused as %s', async (changes, code, field) => {
  const { pay, api } = await startSandbox()
  expect(await pay(cards.approve, changes)).toMatchObject({ error: { code, field } })
  expect((await api('GET', '/ledger')).body).toEqual({ payments: [], kept: [] })
})

test('refunds add up and never exceed what was captured', async () => {
  const { pay, api } = await startSandbox()
  const { id } = await pay()
  const refund = (value: number, key: string, currency = 'EUR') =>
    api(
      'POST',
      `/v1/payments/${id}/refund`,
      { amount: { value, currency }, reference: key },
      { 'idempotency-key': key },
    )
  expect(await refund(2000, 'r1')).toMatchObject({
    status: 200,
    body: { status: 'succeeded', refundedAmount: { value: 2000, currency: 'EUR' } },
  })
  expect((await refund(50, 'r2')).body).toMatchObject({ error: { code: 'amount_too_large' } })
  expect((await refund(49, 'r3', 'USD')).body).toMatchObject({ error: { code: 'invalid_currency' } })
  const { body } = await refund(49, 'r4')
  expect((body as Payment).events.map((event) => [event.type, event.amount?.value, event.reference])).toEqual(
    [
      ['payment.captured', 2049, undefined],
      ['payment.refunded', 2000, 'r1'],
      ['payment.refunded', 49, 'r4'],
    ],
  )
})

test('what was never captured cannot be refunded', async () => {
  const { pay, api } = await startSandbox()
  const { id } = await pay(cards.decline)
  const answer = await api(
    'POST',
    `/v1/payments/${id}/refund`,
    { amount, reference: 'r' },
    { 'idempotency-key': 'r' },
  )
  expect(answer).toMatchObject({ status: 422, body: { error: { code: 'amount_too_large' } } })
})

test('the ledger keeps what was captured less what was refunded, per currency', async () => {
  const { pay, api } = await startSandbox()
  const euro = await pay()
  await pay(cards.approve, { amount: { value: 500, currency: 'JPY' } })
  await pay(cards.approve, { amount: { value: 300, currency: 'JPY' } })
  await pay(cards.decline, { amount: { value: 900, currency: 'USD' } })
  await api(
    'POST',
    `/v1/payments/${euro.id}/refund`,
    { amount: { value: 49, currency: 'EUR' }, reference: 'r' },
    { 'idempotency-key': 'r' },
  )
  const { payments, kept } = (await api('GET', '/ledger')).body as Ledger
  expect(payments).toHaveLength(4)
  expect(kept).toEqual([
    { value: 2000, currency: 'EUR' },
    { value: 800, currency: 'JPY' },
  ])
})

test('the ledger tells which amount the shopper was shown', async () => {
  const { token, api } = await startSandbox()
  const shown = { value: 1999, currency: 'EUR' }
  const request = {
    amount,
    token: await token(cards.approve, { amount: shown }),
    reference: 'r',
    method: 'card',
  }
  await api('POST', '/v1/payments', request, { 'idempotency-key': 'k' })
  expect((await api('GET', '/ledger')).body).toMatchObject({ payments: [{ amount, shownAmount: shown }] })
})

test('a payment that waits for its shopper can be canceled, one that has ended stays as it is', async () => {
  const { pay, api } = await startSandbox()
  const waiting = await pay(cards.challenge)
  const cancel = (id: string) => api('POST', `/v1/payments/${id}/cancel`)
  const first = await cancel(waiting.id)
  expect(first.body).toMatchObject({ status: 'canceled', events: [{ type: 'payment.canceled' }] })
  expect(first.body).not.toHaveProperty('action')
  expect((await cancel(waiting.id)).body).toEqual(first.body)
  const paid = await pay()
  expect((await cancel(paid.id)).body).toEqual(paid)
})

test.each([
  ['GET', '/v1/payments/pay_unknown'],
  ['POST', '/v1/payments/pay_unknown/cancel'],
  ['POST', '/v1/payments/pay_unknown/actions'],
  ['POST', '/v1/payments/pay_unknown/complete'],
  ['POST', '/v1/payments/pay_unknown/capture'],
  ['POST', '/v1/payments/pay_unknown/refund'],
  ['POST', '/v1/payments/pay_unknown/shipments'],
  ['POST', '/v1/test_helpers/payments/pay_unknown/succeed'],
])('%s %s is not found', async (method, path) => {
  const { api } = await startSandbox()
  const body = method === 'POST' ? { amount, actionId: 'act_x', result: 'res_x', reference: 'r' } : undefined
  expect(await api(method, path, body, { 'idempotency-key': 'k' })).toMatchObject({
    status: 404,
    body: { error: { code: 'not_found', message: expect.any(String) } },
  })
})
