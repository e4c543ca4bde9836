import type { PaymentResult } from '@payloom/core/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answer, type Script, sent } from '../fakeOrchestrator.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({ clock: createManualClock() })
  shop.orchestrator.script('POST /payment', outcome(redirect))
  await shop.pay(1)
  shop.orchestrator.script('POST /payment', outcome({ outcome: 'complete' }))
})
afterEach(() => shop.close())

const outcome = (value: object): Script => {
  return () => ({ id: 'pay_1', step: 1, outcome: value })
}
const redirect = { outcome: 'redirect', url: 'https://bank.example/pay', method: 'GET', fields: [] }
const keys = () => shop.orchestrator.to('POST /payment').map(({ key }) => key)
const captured = {
  ...{ factId: 'evt-1', attemptId: attemptId(1), kind: 'captured', amount: eur(2000) },
}
/** The money of the first attempt, which was replaced. */
const payLate = async (): Promise<void> => {
  await shop.bus.publish({
    messageId: 'msg-1',
    type: 'payment-status',
    body: { orderId: 'cart-1', status: 'paid', ...captured },
  })
  await expect.poll(async () => (await shop.status()).status).toBe('paid')
}
const statuses = async () => (await shop.status()).attempts.map(({ status }) => status)

test('money that comes while the shop makes the order for another attempt keeps that one from being sent (B2)', async () => {
  const { place } = shop
  shop.place = async (payable, attempt) => {
    await payLate()
    return place(payable, attempt)
  }
  // Contact data of a wallet has the shop make its order anew.
  const refused = await shop.pay(2, { supersede: attemptId(1), contact: { email: 'ada@example.com' } })
  expect(refused).toMatchObject({ status: 409, body: { code: 'already-paid', state: { status: 'paid' } } })
  expect([keys(), await statuses()]).toEqual([[attemptId(1)], ['paid']])
})

const lose = async (): Promise<string> => {
  const quote = await shop.quote()
  shop.orchestrator.script('POST /payment', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>')
    return sent
  })
  await shop.pay(2, { supersede: attemptId(1), quote })
  shop.orchestrator.script('POST /payment', outcome({ outcome: 'complete' }))
  await payLate()
  return quote
}

test('a repeat of one that never arrived is not sent either once the payment has its money: its id is ended (A2)', async () => {
  const quote = await lose()
  shop.orchestrator.script('POST /payment/*/cancel', () => ({ step: 1, outcome: { outcome: 'canceled' } }))
  const again = await shop.pay(2, { supersede: attemptId(1), quote })
  expect(again).toMatchObject({ status: 409, body: { code: 'already-paid', state: { settled: true } } })
  expect([keys(), await statuses()]).toEqual([[attemptId(1), attemptId(2)], ['paid']])
})

test('and one that did arrive is told as it is', async () => {
  const quote = await lose()
  shop.orchestrator.script('POST /payment/*/cancel', outcome({ outcome: 'complete' }))
  const known = { attemptId: attemptId(2), provider: 'sandbox', method: 'card' }
  const fact = { ...captured, factId: 'evt-2', attemptId: attemptId(2), confirmed: true }
  const result = { id: 'pay_2', step: 1, outcome: { outcome: 'complete' } }
  shop.orchestrator.script('GET /payment/*', () => ({
    id: 'cart-1',
    attempts: [{ ...known, facts: [fact], result }],
  }))
  expect((await shop.pay(2, { supersede: attemptId(1), quote })).body).toMatchObject({
    outcome: 'complete',
    state: { overpaid: true },
  })
  expect(keys()).toEqual([attemptId(1), attemptId(2)])
})

test('while nobody can be asked it stays unknown', async () => {
  const quote = await lose()
  shop.orchestrator.script('POST /payment/*/cancel', answer(503, { error: { code: 'down', message: '' } }))
  shop.orchestrator.script('GET /payment/*', answer(503, { error: { code: 'down', message: '' } }))
  expect((await shop.pay(2, { supersede: attemptId(1), quote })).body.code).toBe('orchestrator-unavailable')
  const read = `GET /payments/cart-1/attempts/${attemptId(2)}`
  expect((await shop.call<PaymentResult>('ada', read)).body.outcome).toBe('pending')
  expect(keys()).toEqual([attemptId(1), attemptId(2)])
})
