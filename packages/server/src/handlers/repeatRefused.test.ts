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

const cancels = () => shop.orchestrator.to('POST /payment/*/cancel').map(({ body }) => body.attemptId)
const read = () => shop.call<PaymentResult & Problem>('ada', `GET /payments/cart-1/attempts/${attemptId(1)}`)
const html: Script = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>')
  return sent
}
const burnt: Script = () => ({ step: 1, outcome: { outcome: 'canceled' } })
const refused = (code: string): Script => answer(409, { error: { code, message: '' } })
/** The answer to the first request is lost; the request itself may still be on its way. */
const repeat = async (code: string) => {
  const quote = await shop.quote()
  shop.orchestrator.script('POST /payment', html)
  await shop.pay(1, { quote })
  shop.orchestrator.script('POST /payment', refused(code))
  return shop.pay(1, { quote })
}

test.each(['amount-changed', 'method-unavailable'])(
  'a repeat that is refused (%s) ends the id at the orchestrator: the first may still arrive, and the price change back (A2, B12)',
  async (code) => {
    shop.orchestrator.script('POST /payment/*/cancel', burnt)
    expect(await repeat(code)).toMatchObject({ status: 409, body: { code } })
    expect(cancels()).toEqual([attemptId(1)])
    expect((await shop.status()).attempts).toEqual([])
    expect((await read()).body).toMatchObject({ outcome: 'canceled', step: 0 })
    expect((await shop.pay(1)).body.code).toBe('attempt-burnt')
    shop.orchestrator.script('POST /payment', () => ({ id: 'p', step: 1, outcome: { outcome: 'complete' } }))
    expect((await shop.pay(2)).body.outcome).toBe('complete')
  },
)

test.each<[string, Script]>([
  ['nobody can be asked', answer(503, { error: { code: 'down', message: '' } })],
  ['it refuses to end it', answer(409, { error: { code: 'attempt-in-progress', message: '' } })],
  ['the first has arrived', () => ({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })],
])('while %s the attempt stays unknown, and no other is let through (A3)', async (_, script) => {
  shop.orchestrator.script('POST /payment/*/cancel', script)
  for (const code of ['amount-changed', 'method-unavailable']) {
    expect((await repeat(code)).body.code).toBe('orchestrator-unavailable')
    expect((await read()).body).toMatchObject({ outcome: 'pending', state: { status: 'open' } })
    expect((await shop.pay(2)).body.code).toBe('attempt-in-progress')
  }
})

test('one that arrived after all and took money is what the repeat is told', async () => {
  shop.orchestrator.script('POST /payment/*/cancel', () => ({
    id: 'p',
    step: 1,
    outcome: { outcome: 'complete' },
  }))
  const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'card' }
  const fact = { factId: 'e', attemptId: attemptId(1), kind: 'captured', amount: eur(2000), confirmed: true }
  const result = { id: 'p', step: 1, outcome: { outcome: 'complete' } }
  shop.orchestrator.script('GET /payment/*', () => ({
    id: 'cart-1',
    attempts: [{ ...known, facts: [fact], result }],
  }))
  expect((await repeat('amount-changed')).body).toMatchObject({
    outcome: 'complete',
    state: { status: 'paid' },
  })
})

test('an orchestrator that can end nothing keeps it unknown until it could have arrived', async () => {
  shop.orchestrator.script('GET /capabilities', () => ({ features: ['read-back'] }))
  expect((await repeat('amount-changed')).body.code).toBe('orchestrator-unavailable')
  expect((await read()).body.outcome).toBe('pending')
  await clock.advance(10_000)
  expect((await read()).body.outcome).toBe('failed')
})

test('so does a first request whose connection was reset and which was sent again (A1, A11)', async () => {
  let tries = 0
  shop.orchestrator.script('POST /payment/*/cancel', burnt)
  shop.orchestrator.script('POST /payment', (call, response, request) => {
    tries += 1
    if (tries > 1) return refused('amount-changed')(call, response, request)
    response.destroy()
    return sent
  })
  expect((await shop.pay(1)).body.code).toBe('amount-changed')
  expect(cancels()).toEqual([attemptId(1)])
})
