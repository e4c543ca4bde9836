import type { PaymentResult, Problem } from '@payloom/core/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answer, type Script, sent } from '../fakeOrchestrator.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
let clock: ManualClock
beforeEach(async () => {
  clock = createManualClock()
  shop = await openTestShop({ clock })
})
afterEach(() => shop.close())

const outcome = (value: object, step = 1): Script => {
  return () => ({ id: 'pay_1', step, outcome: value })
}
const challenge = outcome({ outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1' } })
const complete = outcome({ outcome: 'complete' }, 2)
const html: Script = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>')
  return sent
}
const payments = () => shop.orchestrator.to('POST /payment')
const cancels = () => shop.orchestrator.to('POST /payment/*/cancel')
const cancel = (serial = 1) =>
  shop.call<PaymentResult & Problem>('ada', `POST /payments/cart-1/attempts/${attemptId(serial)}/cancel`, {})
const captured = { factId: 'evt_1', attemptId: attemptId(1), kind: 'captured', amount: eur(2000) }
const knows = (facts: object[]): Script => {
  const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'card', facts }
  return () => ({ id: 'cart-1', attempts: [known] })
}

test('an attempt that the company says has succeeded is not replaced, though no message told of it yet', async () => {
  shop.orchestrator.script('POST /payment', challenge)
  await shop.pay(1)
  shop.orchestrator.script('POST /payment/*/cancel', complete)
  shop.orchestrator.script('GET /payment/*', knows([]))
  expect(await shop.pay(2, { supersede: attemptId(1) })).toMatchObject({
    status: 409,
    body: { code: 'attempt-in-progress', result: { attemptId: attemptId(1) } },
  })
  await clock.advance(2000)
  shop.orchestrator.script('GET /payment/*', knows([{ ...captured, confirmed: true }]))
  expect(await shop.pay(2, { supersede: attemptId(1) })).toMatchObject({
    status: 409,
    body: { code: 'already-paid', state: { status: 'paid' } },
  })
  expect(payments()).toHaveLength(1)
})

test('while nobody can be asked what the orchestrator can do, no attempt is replaced', async () => {
  const quote = await shop.quote()
  shop.orchestrator.script('POST /payment', challenge)
  await shop.pay(1)
  shop.orchestrator.script('GET /capabilities', answer(503, { error: { code: 'down', message: '' } }))
  expect((await shop.pay(2, { quote, supersede: attemptId(1) })).body.code).toBe('orchestrator-unavailable')
  expect((await cancel()).body.code).toBe('orchestrator-unavailable')
  expect((await shop.status()).attempts).toMatchObject([{ live: true }])
  expect(payments()).toHaveLength(1)
})

test.each<[string, Script]>([
  ['where nothing can be canceled', () => ({ features: ['read-back'] })],
  ['where the request may still arrive', () => ({ features: ['read-back', 'cancel'] })],
])('an attempt of unknown outcome is not replaced %s', async (_, capabilities) => {
  const quote = await shop.quote()
  shop.orchestrator.script('GET /capabilities', capabilities)
  shop.orchestrator.script(
    'POST /payment/*/cancel',
    answer(404, { error: { code: 'unknown-attempt', message: '' } }),
  )
  shop.orchestrator.script('POST /payment', html)
  await shop.pay(1, { quote })
  shop.orchestrator.script('POST /payment', complete)
  expect((await shop.pay(2, { quote, supersede: attemptId(1) })).body.code).toBe('attempt-in-progress')
  expect(payments()).toHaveLength(1)
  await clock.advance(5000)
  expect((await shop.pay(2, { quote, supersede: attemptId(1) })).body.outcome).toBe('complete')
})

test('a gateway that says 404 ends no attempt', async () => {
  shop.orchestrator.script('POST /payment', challenge)
  await shop.pay(1)
  shop.orchestrator.script(
    'POST /payment/*/cancel',
    answer(404, { error: { code: 'no-route', message: '' } }),
  )
  expect((await cancel()).body).toMatchObject({ outcome: 'action', state: { status: 'open' } })
  expect((await shop.pay(2, { supersede: attemptId(1) })).body.code).toBe('attempt-in-progress')
})

test('a placed order that another attempt replaces is canceled at the orchestrator too, and never by a cancel alone', async () => {
  shop.orchestrator.script('POST /payment', complete)
  await shop.pay(1, { method: 'cash', provider: 'plain' })
  expect((await cancel()).body).toMatchObject({ outcome: 'complete' })
  expect(cancels()).toEqual([])
  expect((await shop.pay(2, { supersede: attemptId(1) })).body.outcome).toBe('complete')
  expect(cancels().map((call) => call.body)).toEqual([{ attemptId: attemptId(1) }])
})
