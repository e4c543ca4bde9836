import { expect, test } from 'vitest'
import { amount, cards, startSandbox } from '../startSandbox.fixture.ts'
import type { Ledger } from './ledger.ts'
import type { Payment } from './payment.ts'

test('the same key and request get the first answer, however the payment went on', async () => {
  const { api, token } = await startSandbox()
  const request = { amount, token: await token(), reference: 'order-1', method: 'card' }
  const post = () => api('POST', '/v1/payments', request, { 'idempotency-key': 'k' })
  const first = await post()
  const { id } = first.body as Payment
  await api('POST', `/v1/payments/${id}/refund`, { amount, reference: 'back-1' }, { 'idempotency-key': 'r' })
  expect(await post()).toMatchObject({ status: 201, body: first.body })
})

test('the same key with another request is a mismatch and does nothing', async () => {
  const { api, token } = await startSandbox()
  const request = { amount, token: await token(), reference: 'order-1', method: 'card' }
  await api('POST', '/v1/payments', request, { 'idempotency-key': 'k' })
  const other = { ...request, amount: { value: 1, currency: 'EUR' } }
  expect(await api('POST', '/v1/payments', other, { 'idempotency-key': 'k' })).toMatchObject({
    status: 422,
    body: { error: { code: 'idempotency_mismatch' } },
  })
  expect(((await api('GET', '/ledger')).body as Ledger).kept).toEqual([amount])
})

test('a request that was refused does not bind its key', async () => {
  const { api, token } = await startSandbox()
  const request = { amount, token: 'tok_unknown', reference: 'order-1', method: 'card' }
  expect(await api('POST', '/v1/payments', request, { 'idempotency-key': 'k' })).toMatchObject({
    status: 422,
  })
  const mended = { ...request, token: await token() }
  expect(await api('POST', '/v1/payments', mended, { 'idempotency-key': 'k' })).toMatchObject({ status: 201 })
})

test('a decline is an answer too: its key is bound', async () => {
  const { api, token } = await startSandbox()
  const request = { amount, token: await token(cards.decline), reference: 'order-1', method: 'card' }
  const post = () => api('POST', '/v1/payments', request, { 'idempotency-key': 'k' })
  expect((await post()).body).toEqual((await post()).body)
})

test('fifty of the same at once make one payment', async () => {
  const { api, token } = await startSandbox()
  const request = { amount, token: await token(), reference: 'order-1', method: 'card' }
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => api('POST', '/v1/payments', request, { 'idempotency-key': 'k' })),
  )
  expect(new Set(answers.map(({ body }) => (body as Payment).id)).size).toBe(1)
  expect(((await api('GET', '/ledger')).body as Ledger).kept).toEqual([amount])
})

test('a refund that is sent twice pays back once, and keys of two payments do not meet', async () => {
  const { api, pay } = await startSandbox()
  const [one, other] = [await pay(), await pay()]
  const refund = (id: string) =>
    api('POST', `/v1/payments/${id}/refund`, { amount, reference: 'back-1' }, { 'idempotency-key': 'same' })
  expect((await refund(one.id)).body).toEqual((await refund(one.id)).body)
  expect(await refund(other.id)).toMatchObject({ status: 200, body: { id: other.id } })
})

test.each([[undefined], [''], ['ü'], ['x'.repeat(256)]])('the key %j is not one', async (key) => {
  const { api, token } = await startSandbox()
  const request = { amount, token: await token(), reference: 'order-1', method: 'card' }
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key }
  expect(await api('POST', '/v1/payments', request, headers)).toMatchObject({
    status: 400,
    body: { error: { code: 'idempotency_key_required' } },
  })
})
