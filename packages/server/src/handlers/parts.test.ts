import type { Fact, PaymentResult, Problem } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer, card } from '../fakeOrchestrator.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { type Answer, attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

const gift = { ...card, method: 'gift', title: 'Gift card' }
const minute = 60_000
let shop: TestShop
let clock: ManualClock
/** What the company knows. */
let facts: Fact[]
const open = async (more: Parameters<typeof openTestShop>[0] = {}): Promise<void> => {
  shop = await openTestShop({ clock, ...more })
  const { orchestrator } = shop
  orchestrator.script('POST /payment-methods', () => ({ methods: [card, gift] }))
  orchestrator.script('POST /payment', ({ body }) => {
    const serial = String(body.attemptId)
    if (body.method !== 'gift') return { id: 'pay_c', step: 1, outcome: { outcome: 'complete' } }
    facts.push({
      factId: `a-${serial}`,
      attemptId: serial,
      kind: 'authorized',
      amount: eur(500),
      confirmed: true,
    })
    return { id: 'pay_g', step: 1, outcome: { outcome: 'partial', due: eur(1) } }
  })
  orchestrator.script('GET /payment/*', () => ({
    id: 'cart-1',
    attempts: [1, 2, 3].map((serial) => ({
      attemptId: attemptId(serial),
      provider: 'sandbox',
      method: 'gift',
      facts: facts.filter((fact) => fact.attemptId === attemptId(serial)),
    })),
  }))
}
beforeEach(async () => {
  clock = createManualClock()
  facts = []
  await open()
})
afterEach(() => shop.close())

const payGift = (serial: number) => shop.pay(serial, { method: 'gift' })
const remove = (serial: number): Promise<Answer<PaymentResult & Problem>> =>
  shop.call('ada', `POST /payments/cart-1/attempts/${attemptId(serial)}/cancel`, {})
const voids = () => shop.orchestrator.to('POST /payment/*/cancel')
const challenge = { outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1' } }
const captured = (serial: number, amount: number): Fact => ({
  factId: `c-${serial}`,
  attemptId: attemptId(serial),
  kind: 'captured',
  amount: eur(amount),
  confirmed: true,
})

describe('a part', () => {
  test('is confirmed before it is answered: the list tells what is left, and the rest is paid by another', async () => {
    const { body } = await payGift(1)
    expect(body).toMatchObject({ outcome: 'partial', due: eur(1500), state: { status: 'partially_paid' } })
    const { payment, methods } = await shop.list()
    expect(payment).toMatchObject({
      total: eur(2000),
      due: eur(1500),
      parts: [{ attemptId: attemptId(1), method: 'gift', title: 'Gift card', amount: eur(500) }],
    })
    expect(methods[0]?.total).toEqual(eur(1500))
    expect((await shop.pay(2)).body).toMatchObject({ outcome: 'complete' })
    expect(shop.orchestrator.to('POST /payment')[1]?.body).toMatchObject({ total: 15, amount: 15 })
    for (const fact of [captured(2, 1500), captured(1, 500)]) {
      await shop.bus.publish({
        messageId: fact.factId,
        type: 'payment-status',
        body: { orderId: 'cart-1', status: 'paid', ...fact },
      })
    }
    await expect.poll(() => shop.status()).toMatchObject({ status: 'paid', settled: true })
    expect((await payGift(1)).body.outcome).not.toBe('partial')
  })

  test('is taken off again: it is given back, and everything is due', async () => {
    await payGift(1)
    const { body } = await remove(1)
    expect(body).toMatchObject({ outcome: 'canceled', state: { status: 'canceled', settled: true } })
    expect((await shop.list()).payment).toMatchObject({ due: eur(2000), parts: [] })
    expect((await remove(1)).body.outcome).toBe('canceled')
    expect(voids()).toHaveLength(1)
    expect((await payGift(2)).body).toMatchObject({ outcome: 'partial', due: eur(1500) })
  })

  test('is given back after a while when nobody goes on, and not before', async () => {
    await payGift(1)
    await clock.advance(29 * minute)
    expect(voids()).toEqual([])
    await clock.advance(2 * minute)
    await expect.poll(() => shop.status()).toMatchObject({ status: 'canceled', settled: true })
    expect(voids()).toHaveLength(1)
  })

  test('whose removal is lost is read back before the rest is paid', async () => {
    await payGift(1)
    shop.orchestrator.script(
      'POST /payment/*/cancel',
      answer(504, { error: { code: 'company-unavailable' } }),
    )
    expect(await remove(1)).toMatchObject({ status: 504, body: { code: 'orchestrator-unavailable' } })
    facts.push({ factId: 'v', attemptId: attemptId(1), kind: 'voided', confirmed: true })
    expect((await shop.list()).payment).toMatchObject({ due: eur(2000), parts: [] })
  })

  test('is not taken off while another attempt is under way', async () => {
    await payGift(1)
    shop.orchestrator.script('POST /payment', () => ({ id: 'pay_2', step: 1, outcome: challenge }))
    await shop.pay(2)
    expect(await remove(1)).toMatchObject({
      status: 409,
      body: { code: 'attempt-in-progress', result: { attemptId: attemptId(2), outcome: 'action' } },
    })
    expect(voids()).toEqual([])
    await clock.advance(90 * minute)
    expect(voids()).toEqual([])
    expect((await remove(2)).body.outcome).toBe('canceled')
    expect((await remove(1)).body.outcome).toBe('canceled')
  })
})
