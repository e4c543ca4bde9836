import { methodListSchema, paymentResultSchema, paymentStateSchema } from '@payloom/core/contract'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attemptId, eur, openTestShop, type TestShop } from './testShop.fixture.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

const captured = (factId = 'evt_1') => ({
  messageId: `msg-${factId}`,
  type: 'payment-status' as const,
  body: {
    orderId: 'cart-1',
    status: 'paid',
    kind: 'captured',
    factId,
    attemptId: attemptId(1),
    amount: eur(2000),
    providerTime: '2026-11-22T10:00:00Z',
  },
})

test('the list shows methods with the total and the quote of each', async () => {
  const list = v.parse(methodListSchema, await shop.list())
  expect(list.payment).toMatchObject({
    paymentId: 'cart-1',
    kind: 'purchase',
    total: eur(2000),
    due: eur(2000),
  })
  expect(list.methods.map(({ method, total }) => [method, total])).toEqual([
    ['card', eur(2000)],
    ['cash', eur(2150)],
  ])
  expect(list.methods.every(({ quote }) => typeof quote === 'string')).toBe(true)
  expect(list.methods[1]?.surcharge).toEqual({ amount: eur(150), fixed: eur(150) })
})

test('a loaded method carries the configuration and the same quote as its row', async () => {
  const { body } = await shop.call('ada', 'POST /methods/sandbox/card', { purpose: 'pay' })
  expect(body).toMatchObject({
    provider: 'sandbox',
    method: 'card',
    config: { publishableKey: 'pk' },
    redirectOrigins: [],
  })
  expect((body as { quote: string }).quote).toBe(await shop.quote())
})

test('an order by card is complete, then paid once the bus says so', async () => {
  const { status, body } = await shop.pay(1)
  expect(status).toBe(200)
  const result = v.parse(paymentResultSchema, body)
  expect(result).toMatchObject({ outcome: 'complete', orderId: 'order-1', step: 1 })
  expect(result.state).toMatchObject({ status: 'open', settled: false })

  await shop.bus.publish(captured())
  await expect.poll(() => shop.status()).toMatchObject({ status: 'paid', settled: true })
  const state = v.parse(paymentStateSchema, await shop.status())
  expect(state.history.map((line) => line.status)).toEqual(['open', 'paid'])
  expect(state.revision.seq).toBeGreaterThan(result.state.revision.seq)
})

test('the orchestrator gets the amount, the payment and the shop’s order, and the attempt as its key', async () => {
  await shop.pay(1, { method: 'cash', provider: 'plain' })
  const [call] = shop.orchestrator.to('POST /payment')
  expect(call?.key).toBe(attemptId(1))
  expect(call?.authorization).toBe('Bearer user:service-token-canary')
  expect(call?.body).toMatchObject({
    id: 'cart-1',
    total: 20,
    amount: 21.5,
    currency: 'EUR',
    country: 'NL',
    orderReference: 'order-1',
    attemptId: attemptId(1),
    items: [{ id: 'scarf', name: 'Scarf', quantity: 2, price: 10 }],
    data: { token: 'tok_1' },
  })
  expect(call?.body.returnUrl).toMatch(/^https:\/\/shop\.example\/api\/payments\/return\/[\w-]{43}$/)
})

test('an offline method is placed with its instructions, and nothing says paid', async () => {
  const display = { kind: 'instructions', text: ['Pay the courier.'] }
  shop.orchestrator.script('POST /payment', () => ({
    id: 'pay_1',
    step: 1,
    outcome: { outcome: 'pending', display },
  }))
  const { body } = await shop.pay(1, { method: 'cash', provider: 'plain' })
  expect(body).toMatchObject({ outcome: 'pending', display })
  expect(body.state).toMatchObject({ status: 'open', settled: true })
  expect(body.state.attempts[0]).toMatchObject({
    placed: true,
    live: false,
    next: { kind: 'display', display },
  })
})

test('a decline is a value, and the next attempt of another method is accepted', async () => {
  shop.orchestrator.script('POST /payment', () => ({
    id: 'pay_1',
    step: 1,
    outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same', providerCode: 'do_not_honour' } },
  }))
  const declined = await shop.pay(1)
  expect(declined).toMatchObject({
    status: 200,
    body: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
  })
  expect(declined.text).not.toContain('do_not_honour')
  expect(declined.body.state).toMatchObject({ status: 'failed', error: { code: 'declined' } })
  expect(shop.events).toContainEqual(
    expect.objectContaining({ type: 'answer', providerCode: 'do_not_honour' }),
  )

  shop.orchestrator.script('POST /payment', () => ({
    id: 'pay_2',
    step: 1,
    outcome: { outcome: 'complete' },
  }))
  expect((await shop.pay(2)).body).toMatchObject({ outcome: 'complete', orderId: 'order-1' })
  expect(shop.placed).toHaveLength(1)
})

test('a challenge is answered step by step', async () => {
  const action = (id: string) => ({ type: 'sandbox.challenge', id, url: 'http://localhost/challenge' })
  shop.orchestrator.script('POST /payment', () => ({
    id: 'pay_1',
    step: 1,
    outcome: { outcome: 'action', action: action('a') },
  }))
  const first = await shop.pay(1)
  expect(first.body).toMatchObject({ outcome: 'action', step: 1, action: { id: 'a' } })
  expect(first.body.state.attempts[0]?.next).toMatchObject({ kind: 'action', step: 1 })

  const update = (step: number) =>
    shop.call<Record<string, unknown>>('ada', `POST /payments/cart-1/attempts/${attemptId(1)}/update`, {
      step,
      data: { result: 'ok' },
    })
  shop.orchestrator.script('PUT /payment/*', () => ({
    id: 'pay_1',
    step: 2,
    outcome: { outcome: 'action', action: action('b') },
  }))
  expect((await update(1)).body).toMatchObject({ outcome: 'action', step: 2, action: { id: 'b' } })
  expect((await update(1)).body).toMatchObject({ outcome: 'action', step: 2 })
  shop.orchestrator.script('PUT /payment/*', () => ({
    id: 'pay_1',
    step: 3,
    outcome: { outcome: 'complete' },
  }))
  expect((await update(2)).body).toMatchObject({ outcome: 'complete', step: 3 })
  expect((await update(1)).body).toMatchObject({ outcome: 'complete', step: 3 })
  expect(shop.orchestrator.to('PUT /payment/*').map((call) => call.body.step)).toEqual([1, 2])
})
