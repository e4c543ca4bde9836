import type { Fact, PaymentResult, Problem } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer, card, cash } from '../fakeOrchestrator.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { type Answer, attemptId, createCart, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

const gift = { ...card, method: 'gift', title: 'Gift card' }
const minute = 60_000
let shop: TestShop
let clock: ManualClock
/** What the company knows. */
let facts: Fact[]
const open = async (more: Parameters<typeof openTestShop>[0] = {}): Promise<void> => {
  shop = await openTestShop({ clock, ...more })
  openGifts()
}
const openGifts = (): void => {
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
    attempts: [...new Set(facts.map((fact) => fact.attemptId))].map((id) => ({
      attemptId: id,
      provider: 'sandbox',
      method: 'gift',
      facts: facts.filter((fact) => fact.attemptId === id),
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
  test('is not held for a rest that no company tells of: nobody would know when to take it', async () => {
    const transfer = { ...cash, method: 'banktransfer', title: 'Transfer', isOffline: false }
    shop.orchestrator.script('POST /payment-methods', () => ({ methods: [card, gift, cash, transfer] }))
    shop.orchestrator.script('POST /payment-methods/plain/cash', () => cash)
    const codes = async () => (await shop.list()).methods.map(({ method }) => method)
    const loadCash = () => shop.call('ada', 'POST /methods/plain/cash', { purpose: 'pay' })
    expect(await codes()).toEqual(['card', 'gift', 'cash', 'banktransfer'])
    expect((await loadCash()).status).toBe(200)
    await payGift(1)
    expect(await codes()).toEqual(['card', 'gift'])
    expect(await loadCash()).toMatchObject({ status: 409, body: { code: 'method-unavailable' } })
  })

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

  test('whose removal is lost is removed before the rest is paid: a late one would empty it beside the rest', async () => {
    await payGift(1)
    const quote = await shop.quote()
    shop.orchestrator.script('POST /payment/*/cancel', answer(504, { error: { code: 'company-slow' } }))
    expect((await remove(1)).status).toBe(504)
    // The company still holds it, and still has the first removal in its hands.
    expect(await shop.pay(2, { quote })).toMatchObject({ status: 409, body: { code: 'attempt-in-progress' } })
    expect(shop.orchestrator.to('POST /payment')).toHaveLength(1)
    shop.orchestrator.script('POST /payment/*/cancel', () => ({ step: 1, outcome: { outcome: 'canceled' } }))
    expect((await shop.list()).payment).toMatchObject({ due: eur(2000), parts: [] })
    expect((await shop.pay(2, { quote })).body.code).toBe('amount-changed')
  })

  test('whose removal is lost and was carried out is no part, though no message has told of it yet', async () => {
    await payGift(1)
    shop.orchestrator.script('POST /payment/*/cancel', answer(504, { error: { code: 'company-slow' } }))
    expect((await remove(1)).status).toBe(504)
    const result = { step: 2, outcome: { outcome: 'canceled' } }
    shop.orchestrator.script('POST /payment/*/cancel', () => result)
    shop.orchestrator.script('GET /payment/*', () => ({
      id: 'cart-1',
      attempts: [{ attemptId: attemptId(1), provider: 'sandbox', method: 'gift', facts, result }],
    }))
    expect((await shop.list()).payment).toMatchObject({ due: eur(2000), parts: [] })
  })

  test('that a broken update led to is nobody’s removal: it stays held', async () => {
    await payGift(1)
    await shop.store.update({ tenant: 'shop', paymentId: 'cart-1' }, (record) => {
      const running = { answeredStep: 0, leaseUntil: clock.now() - 1 }
      return {
        value: undefined,
        ...(record && {
          record: { ...record, attempts: record.attempts.map((attempt) => ({ ...attempt, running })) },
        }),
      }
    })
    expect((await shop.list()).payment).toMatchObject({ due: eur(1500), parts: [{ amount: eur(500) }] })
    expect(voids()).toEqual([])
    expect((await shop.pay(2)).body.outcome).toBe('complete')
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

  test('that was answered and could not be confirmed is confirmed by the next call', async () => {
    const known = answer(503, { error: { code: 'down' } })
    const readable = (): void =>
      shop.orchestrator.script('GET /payment/*', () => ({
        id: 'cart-1',
        attempts: [{ attemptId: attemptId(1), provider: 'sandbox', method: 'gift', facts }],
      }))
    shop.orchestrator.script('GET /payment/*', known)
    const quote = await shop.quote('gift')
    expect((await payGift(1)).body).toMatchObject({
      outcome: 'partial',
      due: eur(1),
      state: { status: 'open' },
    })
    // Nobody knows what is held, so nobody pays the rest.
    expect(await shop.pay(2, { method: 'card' })).toMatchObject({ status: 409 })
    readable()
    expect((await shop.pay(2, { method: 'gift', quote })).body.code).toBe('amount-changed')
    expect((await shop.list()).payment).toMatchObject({ due: eur(1500) })
    expect((await payGift(1)).status).toBe(422)
    expect((await shop.pay(3)).body.outcome).toBe('complete')
  })

  test('is shown and taken off though the cart has become cheaper than it', async () => {
    await payGift(1)
    shop.carts.set('cart-1', { ...createCart('cart-1', 'ada'), total: eur(400), version: 'v2' })
    const list = await shop.list()
    expect(list.payment).toMatchObject({ due: eur(0), parts: [{ amount: eur(500) }] })
    expect(list.methods).toEqual([])
    expect((await remove(1)).body.outcome).toBe('canceled')
    expect((await shop.list()).payment).toMatchObject({ due: eur(400), parts: [] })
  })

  test('that the company keeps stays a part', async () => {
    await payGift(1)
    shop.orchestrator.script('POST /payment/*/cancel', () => ({ step: 1, outcome: { outcome: 'complete' } }))
    facts.push(captured(1, 500))
    expect((await remove(1)).body).toMatchObject({ outcome: 'partial', due: eur(1500) })
    // What is taken is not asked for again.
    expect((await remove(1)).body.outcome).toBe('partial')
    expect(voids()).toHaveLength(1)
    expect((await shop.list()).payment?.parts).toHaveLength(1)
  })

  test('is not what was held for a total that has grown since', async () => {
    shop.orchestrator.script('POST /payment', () => ({ id: 'p', step: 1, outcome: { outcome: 'complete' } }))
    await shop.pay(1)
    const held = { factId: 'a', attemptId: attemptId(1), kind: 'authorized', amount: eur(2000) }
    await shop.bus.publish({
      messageId: 'm',
      type: 'payment-status',
      body: { orderId: 'cart-1', status: 'authorized', ...held },
    })
    await expect.poll(async () => (await shop.status()).status).toBe('authorized')
    shop.carts.set('cart-1', { ...createCart('cart-1', 'ada'), total: eur(2500), version: 'v2' })
    const declined = { outcome: 'failed', error: { code: 'declined', retry: 'same' } }
    shop.orchestrator.script('POST /payment', () => ({ id: 'p', step: 1, outcome: declined }))
    expect((await shop.pay(2)).body).toMatchObject({ outcome: 'failed', state: { status: 'partially_paid' } })
    expect((await remove(1)).body.outcome).toBe('complete')
    await clock.advance(90 * minute)
    expect(voids()).toEqual([])
  })

  test('is no business of another customer’s', async () => {
    await payGift(1)
    const call = `POST /payments/cart-1/attempts/${attemptId(1)}/cancel`
    const foreign = await shop.call('bob', call, {})
    const unknown = await shop.call('bob', call.replace('cart-1', 'cart-9'), {})
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text])
    expect(voids()).toEqual([])
  })
})

describe('at once', () => {
  /** Holds the next answer to a call until it is let go. */
  const hold = (call: string, then: () => unknown): (() => void) => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    shop.orchestrator.script(call, async () => {
      await held
      return then()
    })
    return release
  }
  const canceled = (): unknown => ({ step: 1, outcome: { outcome: 'canceled' } })

  test('two removals give a part back once', async () => {
    await payGift(1)
    const release = hold('POST /payment/*/cancel', canceled)
    const both = [remove(1), remove(1)]
    await expect.poll(() => voids().length).toBe(1)
    release()
    for (const { body } of await Promise.all(both)) expect(body.outcome).toBe('canceled')
    expect(voids()).toHaveLength(1)
  })

  test('a removal keeps the rest from being paid, and what was due before it is not paid after it', async () => {
    await payGift(1)
    const quote = await shop.quote()
    const release = hold('POST /payment/*/cancel', canceled)
    const removal = remove(1)
    await expect.poll(() => voids().length).toBe(1)
    expect(await shop.pay(2, { quote })).toMatchObject({ status: 409, body: { code: 'attempt-in-progress' } })
    release()
    expect((await removal).body.outcome).toBe('canceled')
    const changed = await shop.pay(2, { quote })
    expect(changed).toMatchObject({ status: 409, body: { code: 'amount-changed', total: eur(2000) } })
    expect(shop.orchestrator.to('POST /payment')).toHaveLength(1)
  })

  test('paying the rest keeps a part from being taken off', async () => {
    await payGift(1)
    const release = hold('POST /payment', () => ({ id: 'p', step: 1, outcome: { outcome: 'complete' } }))
    const rest = shop.pay(2)
    await expect.poll(() => shop.orchestrator.to('POST /payment').length).toBe(2)
    expect(await remove(1)).toMatchObject({ status: 409, body: { code: 'attempt-in-progress' } })
    release()
    expect((await rest).body.outcome).toBe('complete')
    expect(voids()).toEqual([])
  })

  test('many claims of the rest and many removals never both succeed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const serial = round * 10 + 1
      facts.length = 0
      expect((await payGift(serial)).body).toMatchObject({ outcome: 'partial', due: eur(1500) })
      shop.orchestrator.script('POST /payment', () => ({ id: 'p', step: 1, outcome: challenge }))
      const quote = await shop.quote()
      const [paid, removed] = await Promise.all([
        Promise.all([shop.pay(serial + 1, { quote }), shop.pay(serial + 2, { quote })]),
        Promise.all([remove(serial), remove(serial)]),
      ])
      const hasPaid = paid.some(({ body }) => body.outcome === 'action')
      const hasRemoved = removed.some(({ body }) => body.outcome === 'canceled')
      expect([hasPaid, hasRemoved].filter(Boolean)).toHaveLength(1)
      expect(paid.filter(({ status }) => status === 200).length).toBeLessThan(2)
      await remove(serial + 1)
      await remove(serial + 2)
      await remove(serial)
      openGifts()
    }
  })
})

describe('a part that nobody goes on with', () => {
  test('is given back once by the processes that share a store', async () => {
    const other = await openTestShop({ store: shop.store, clock })
    await payGift(1)
    await clock.advance(32 * minute)
    await expect.poll(() => shop.status()).toMatchObject({ status: 'canceled' })
    const calls = [...voids(), ...other.orchestrator.to('POST /payment/*/cancel')]
    expect(calls).toHaveLength(1)
    await other.service.close()
  })

  test('is given back by the next process when one has died meanwhile', async () => {
    await payGift(1)
    await shop.service.close()
    await clock.leap(45 * minute)
    const next = await openTestShop({ store: shop.store, clock })
    await clock.advance(minute)
    await expect
      .poll(
        async () => (await shop.store.read({ tenant: 'shop', paymentId: 'cart-1' }))?.history.at(-1)?.status,
      )
      .toBe('canceled')
    expect(next.orchestrator.to('POST /payment/*/cancel')[0]?.body).toEqual({ attemptId: attemptId(1) })
    await next.service.close()
  })

  test('is kept as long as something happens, and for as long as the shop says', async () => {
    await shop.close()
    await open({ partsExpireAfter: 5 * minute })
    await payGift(1)
    await clock.advance(4 * minute)
    await payGift(2)
    expect((await shop.list()).payment?.due).toEqual(eur(1000))
    await clock.advance(4 * minute)
    expect(voids()).toEqual([])
    await clock.advance(2 * minute)
    await expect.poll(() => voids().length).toBe(2)
    expect((await shop.list()).payment).toMatchObject({ due: eur(2000), parts: [] })
  })

  test('is given back a day after the shopper has left the rest on a company’s page for good', async () => {
    await payGift(1)
    shop.orchestrator.script('POST /payment', () => ({ id: 'pay_2', step: 1, outcome: challenge }))
    await shop.pay(2)
    await clock.leap(23 * 60 * minute)
    await clock.advance(minute)
    expect(voids()).toEqual([])
    await clock.leap(60 * minute)
    await clock.advance(2 * minute)
    await expect.poll(() => voids().map(({ body }) => body.attemptId)).toEqual([attemptId(2), attemptId(1)])
    await expect.poll(() => shop.status()).toMatchObject({ status: 'canceled', settled: true })
  })

  test('is asked for again when the company could not be reached', async () => {
    await payGift(1)
    shop.orchestrator.script('POST /payment/*/cancel', answer(503, { error: { code: 'down' } }))
    await clock.advance(31 * minute)
    await expect.poll(() => voids().length).toBe(1)
    await clock.advance(3 * minute)
    expect(voids()).toHaveLength(1)
    shop.orchestrator.script('POST /payment/*/cancel', () => ({ step: 1, outcome: { outcome: 'canceled' } }))
    await clock.advance(4 * minute)
    await expect.poll(() => shop.status()).toMatchObject({ status: 'canceled' })
  })
})
