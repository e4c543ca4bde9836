import type { PaymentResult } from '@payloom/core/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answer, type Script } from '../fakeOrchestrator.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
let clock: ManualClock
beforeEach(async () => {
  clock = createManualClock()
  shop = await openTestShop({ clock })
})
afterEach(() => shop.close())

const outcome = (value: object, id = 'pay_1'): Script => {
  return () => ({ id, step: 1, outcome: value })
}
const redirect = { outcome: 'redirect', url: 'https://bank.example/pay', method: 'GET', fields: [] }
const challenge = { outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1' } }
const code = { outcome: 'pending', display: { kind: 'qr', data: 'PAY' } }
const cancels = () => shop.orchestrator.to('POST /payment/*/cancel').map(({ body }) => body.attemptId)
const captured = (serial: number) => ({
  ...{ factId: `evt-${serial}`, attemptId: attemptId(serial), kind: 'captured', amount: eur(2000) },
})
/** The company says how the attempts stand. */
const knows = (...serials: number[]): void =>
  shop.orchestrator.script('GET /payment/*', () => ({
    id: 'cart-1',
    attempts: serials.map((serial) => ({
      ...{ attemptId: attemptId(serial), provider: 'sandbox', method: 'card' },
      facts: [{ ...captured(serial), confirmed: true }],
    })),
  }))
const reads = () => shop.orchestrator.to('GET /payment/*').length
const attempts = async () => (await shop.status()).attempts.map(({ status, live }) => [status, live])
const tell = (serial: number) =>
  shop.bus.publish({
    messageId: `msg-${serial}`,
    type: 'payment-status',
    body: { orderId: 'cart-1', status: 'paid', ...captured(serial) },
  })
/** The second attempt took the place of the first, whose money comes now. */
const payTwice = async (second: object, more: Record<string, unknown> = {}): Promise<void> => {
  shop.orchestrator.script('POST /payment', outcome(redirect))
  await shop.pay(1)
  shop.orchestrator.script('POST /payment', outcome(second, 'pay_2'))
  const { body } = await shop.pay(2, { supersede: attemptId(1), ...more })
  expect(body.attemptId).toBe(attemptId(2))
  knows(1)
  await tell(1)
  await expect.poll(async () => (await shop.status()).status).toBe('paid')
}

test.each<[string, object, Record<string, unknown>]>([
  ['a redirect', redirect, {}],
  ['an action', challenge, {}],
  ['a display', code, {}],
  ['a placed order', { outcome: 'complete' }, { method: 'cash', provider: 'plain' }],
])(
  '%s that waits for a shopper whose payment has its money is ended at the company, and the state says so (B2)',
  async (_, second, more) => {
    await payTwice(second, more)
    expect(cancels()).toEqual([attemptId(1)])
    await expect
      .poll(async () => {
        await clock.advance(1000)
        return attempts()
      })
      .toEqual([
        ['paid', false],
        ['canceled', false],
      ])
    expect(cancels()).toEqual([attemptId(1), attemptId(2)])
    expect(reads()).toBeGreaterThan(0)
    expect((await shop.status()).settled).toBe(true)
    const read = `GET /payments/cart-1/attempts/${attemptId(2)}`
    expect((await shop.call<PaymentResult>('ada', read)).body.outcome).toBe('canceled')
    await clock.advance(600_000)
    expect(cancels()).toHaveLength(2)
  },
)

test('one that may have brought money is read back first, and never ended', async () => {
  await payTwice(redirect)
  knows(1, 2)
  await expect
    .poll(async () => {
      await clock.advance(1000)
      return attempts()
    })
    .toEqual([
      ['paid', false],
      ['paid', false],
    ])
  await clock.advance(600_000)
  expect(cancels()).toEqual([attemptId(1)])
})

test.each<[string, string, Script]>([
  ['cannot be read', 'GET /payment/*', answer(503, { error: { code: 'down', message: '' } })],
  ['cannot end it', 'POST /payment/*/cancel', answer(504, { error: { code: 'down', message: '' } })],
])(
  'one of a company that %s now is asked for again, and stays until it is known',
  async (_, call, script) => {
    await payTwice(redirect)
    shop.orchestrator.script(call, script)
    const asked = shop.orchestrator.to(call).length
    await expect
      .poll(async () => {
        await clock.advance(1000)
        return shop.orchestrator.to(call).length
      })
      .toBeGreaterThan(asked + 2)
    expect((await attempts())[1]).toEqual(['open', true])
    if (call.startsWith('GET')) expect(cancels()).toEqual([attemptId(1)])
    knows(1)
    shop.orchestrator.script('POST /payment/*/cancel', outcome({ outcome: 'canceled' }, 'pay_2'))
    await expect
      .poll(async () => {
        await clock.advance(5000)
        return (await attempts())[1]
      })
      .toEqual(['canceled', false])
  },
)

test('where a company ends nothing it is superseded, so that nobody is sent there any more', async () => {
  await payTwice(redirect)
  shop.orchestrator.script(
    'POST /payment/*/cancel',
    answer(404, { error: { code: 'unknown-attempt', message: '' } }),
  )
  await expect
    .poll(async () => {
      await clock.advance(1000)
      return (await attempts())[1]
    })
    .toEqual(['canceled', false])
  expect((await shop.status()).attempts[1]).not.toHaveProperty('next')
})

test('the rest beside a held part waits for its shopper as long as it is not covered', async () => {
  shop.orchestrator.script('POST /payment', outcome({ outcome: 'partial', due: eur(1500) }))
  const part = { ...captured(1), kind: 'authorized', amount: eur(500), confirmed: true }
  const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'card', facts: [part] }
  shop.orchestrator.script('GET /payment/*', () => ({ id: 'cart-1', attempts: [known] }))
  await shop.pay(1)
  shop.orchestrator.script('POST /payment', outcome(redirect, 'pay_2'))
  await shop.pay(2)
  for (let second = 0; second < 30; second += 1) await clock.advance(1000)
  expect(cancels()).toEqual([])
  expect((await attempts())[1]).toEqual(['open', true])
})
