import { expect, test } from 'vitest'
import { startSandbox } from '../startSandbox.fixture.ts'
import { createTestClock } from '../testClock.fixture.ts'
import { secret, startReceiver } from '../webhooks/startReceiver.fixture.ts'
import type { Payment } from './payment.ts'

test('two refunds of the same amount are two, a repeat is the first, one over what is left is none; each has an event of its own', async () => {
  const receiver = await startReceiver()
  const clock = createTestClock()
  const { pay, api, read } = await startSandbox({ clock, webhook: { url: receiver.url, secret } })
  const paid = await pay()
  const refund = async (reference: string, value = 1000) =>
    await api(
      'POST',
      `/v1/payments/${paid.id}/refund`,
      { amount: { value, currency: 'EUR' }, reference },
      { 'idempotency-key': reference },
    )
  const first = await refund('back-1')
  const second = await refund('back-2')
  expect(await refund('back-1')).toMatchObject({ status: 200, body: first.body })
  expect(await refund('back-3', 50)).toMatchObject({
    status: 422,
    body: { error: { code: 'amount_too_large' } },
  })
  expect(await refund('back-3', 49)).toMatchObject({ status: 200 })
  expect((second.body as Payment).refundedAmount.value).toBe(2000)
  const { events } = await read(paid)
  const wanted = [
    ['back-1', 1000],
    ['back-2', 1000],
    ['back-3', 49],
  ]
  expect(events.slice(1).map(({ reference, amount }) => [reference, amount?.value])).toEqual(wanted)
  clock.advance(1_500)
  const told = (await receiver.received(4)).map(({ message }) => message)
  const refunds = told.filter(({ type }) => type === 'payment.refunded')
  expect(new Set(refunds.map(({ id, data }) => `${id} ${data.operationReference}`))).toEqual(
    new Set(events.slice(1).map(({ id, reference }) => `${id} ${reference}`)),
  )
})
