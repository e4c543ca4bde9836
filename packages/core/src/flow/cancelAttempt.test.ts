import { expect, test } from 'vitest'
import { idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { PaymentOutcome } from '../contract/paymentResult.ts'
import { cancelAttempt } from './cancelAttempt.ts'
import { openPlacing } from './placing.fixture.ts'

const ref = { paymentId, attemptId: idOf('a') }
const qr: PaymentOutcome = { outcome: 'pending', display: { kind: 'qr', data: 'code' } }
const redirect: PaymentOutcome = {
  outcome: 'redirect',
  url: 'https://bank.example/',
  method: 'GET',
  fields: [],
}
const canceled = paymentResult({ outcome: 'canceled' })
const paid = paymentResult(
  { outcome: 'complete' },
  { state: paymentState({ status: 'paid', settled: true }) },
)

const wait = async (outcome: PaymentOutcome) => {
  const placing = await openPlacing({ redirectOrigins: ['https://bank.example'] })
  placing.client.answer('validate', paymentResult(outcome))
  await placing.place()
  return placing
}

test.each([
  ['a code that nobody scans', qr],
  ['a page that was not left', redirect],
])('the shopper ends %s, at the company too', async (_, outcome) => {
  const { client, context, view } = await wait(outcome)
  client.answer('cancelPayment', canceled)
  expect(await cancelAttempt(context)).toEqual({ kind: 'result', result: canceled })
  expect(client.requests('cancelPayment')).toEqual([ref])
  expect(view().phase).toBe('canceled')
})

test('a payment that was made all the same is told as it is', async () => {
  const { client, context, view } = await wait(qr)
  client.answer('cancelPayment', paid)
  expect(await cancelAttempt(context)).toEqual({ kind: 'result', result: paid })
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test('an attempt that waits for nobody but the company is not ended', async () => {
  const { client, context } = await wait({ outcome: 'pending' })
  expect(await cancelAttempt(context)).toEqual({ kind: 'not-sent' })
  expect(client.requests('cancelPayment')).toEqual([])
})
