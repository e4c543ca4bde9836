import type { PaymentResult, Problem } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer, card, cash, type Script } from '../fakeOrchestrator.fixture.ts'
import type { PaymentStatusUpdate } from '../listener/PaymentStatusUpdate.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { attemptId, eur, openTestShop, payWith, type TestShop } from '../testShop.fixture.ts'

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
const complete = outcome({ outcome: 'complete' })
const redirect = { outcome: 'redirect', url: 'https://bank.example/pay', method: 'GET', fields: [] }
const challenge = { outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1' } }
const code = { outcome: 'pending', display: { kind: 'qr', data: 'PAY' } }
const payments = () => shop.orchestrator.to('POST /payment')
const cancels = () => shop.orchestrator.to('POST /payment/*/cancel').map(({ body }) => body.attemptId)
const fact = (serial: number, kind: string, more: object = {}) => ({
  factId: `evt-${serial}-${kind}`,
  attemptId: attemptId(serial),
  kind,
  amount: eur(2000),
  ...more,
})
const tell = (serial: number, kind: string, more: object = {}) => {
  const { amount, ...body } = fact(serial, kind, more)
  const messageId = `msg-${serial}-${kind}`
  const status = kind === 'captured' ? 'paid' : kind
  return shop.bus.publish({
    messageId,
    type: 'payment-status',
    body: { orderId: 'cart-1', status, ...body, amount },
  })
}
const supersede = (by: number, of: number, more: object = {}) =>
  shop.pay(by, { supersede: attemptId(of), ...more })
/** One attempt that stands in the way, then an orchestrator that completes. */
const begin = async (first: object, more: Record<string, unknown> = {}): Promise<void> => {
  shop.orchestrator.script('POST /payment', outcome(first))
  await shop.pay(1, more)
  shop.orchestrator.script('POST /payment', complete)
}

test.each<[string, object, Record<string, unknown>]>([
  ['a redirect', redirect, {}],
  ['an action', challenge, {}],
  ['a display', code, {}],
  ['a placed order', { outcome: 'complete' }, { method: 'cash', provider: 'plain' }],
])(
  '%s stands in the way until it is replaced, and is ended at the company first (B4)',
  async (_, first, more) => {
    await begin(first, more)
    expect(await shop.pay(2)).toMatchObject({
      status: 409,
      body: {
        code: 'attempt-in-progress',
        result: { attemptId: attemptId(1), outcome: (first as PaymentResult).outcome },
      },
    })
    expect(cancels()).toEqual([])
    const { body } = await supersede(3, 1)
    expect(body.outcome).toBe('complete')
    expect(cancels()).toEqual([attemptId(1)])
    expect(body.state.attempts.map(({ status, live }) => [status, live])).toEqual([
      ['canceled', false],
      ['open', true],
    ])
  },
)

test('beside a held part only the rest is replaced, for the rest', async () => {
  const gift = { ...card, method: 'gift', title: 'Gift card' }
  shop.orchestrator.script('POST /payment-methods', () => ({ methods: [card, gift] }))
  shop.orchestrator.script('GET /payment/*', () => ({
    id: 'cart-1',
    attempts: [
      {
        attemptId: attemptId(1),
        provider: 'sandbox',
        method: 'gift',
        facts: [fact(1, 'authorized', { amount: eur(500), confirmed: true })],
      },
    ],
  }))
  await begin({ outcome: 'partial', due: eur(1500) }, { method: 'gift' })
  shop.orchestrator.script('POST /payment', outcome(redirect))
  await shop.pay(2)
  shop.orchestrator.script('POST /payment', complete)
  expect((await supersede(3, 2)).body.outcome).toBe('complete')
  expect(cancels()).toEqual([attemptId(2)])
  expect(payments().at(-1)?.body).toMatchObject({ amount: 15 })
  // The part itself is taken off by its own cancel, and by nothing else.
  shop.orchestrator.script('POST /payment/*/cancel', () => ({ step: 1, outcome: { outcome: 'canceled' } }))
  await supersede(4, 1)
  expect(cancels()).not.toContain(attemptId(1))
})

test('one that just succeeded is paid: the company’s answer says so before any message does', async () => {
  await begin(redirect)
  shop.orchestrator.script('POST /payment/*/cancel', outcome({ outcome: 'complete' }, 2))
  const attempts = [
    {
      attemptId: attemptId(1),
      provider: 'sandbox',
      method: 'card',
      facts: [fact(1, 'captured', { confirmed: true })],
    },
  ]
  shop.orchestrator.script('GET /payment/*', () => ({ id: 'cart-1', attempts }))
  expect(await supersede(2, 1)).toMatchObject({
    status: 409,
    body: { code: 'already-paid', state: { status: 'paid', settled: true } },
  })
  expect(payments()).toHaveLength(1)
})

test.each<[string, Script]>([
  ['refuses', answer(409, { error: { code: 'attempt-in-progress', message: '' } })],
  ['says that it goes on', outcome({ outcome: 'pending' })],
])('one whose end the company %s stays, and so does its result', async (_, script) => {
  await begin(redirect)
  shop.orchestrator.script('POST /payment/*/cancel', script)
  expect(await supersede(2, 1)).toMatchObject({
    status: 409,
    body: { code: 'attempt-in-progress', result: { attemptId: attemptId(1), outcome: 'redirect' } },
  })
  expect(payments()).toHaveLength(1)
})

test('two tabs that replace the same attempt at once are one payment', async () => {
  await begin(redirect)
  const quote = await shop.quote()
  const answers = await Promise.all([2, 3, 4].map((serial) => supersede(serial, 1, { quote })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(payments()).toHaveLength(2)
})

test('two tabs that replace each other’s attempt at once leave one standing', async () => {
  await begin(redirect)
  shop.orchestrator.script('POST /payment', outcome(redirect))
  await supersede(2, 1)
  const quote = await shop.quote()
  await Promise.all([supersede(3, 2, { quote }), supersede(4, 3, { quote }), supersede(5, 4, { quote })])
  const { attempts } = await shop.status()
  expect(attempts.filter(({ live }) => live)).toHaveLength(1)
})

test('the same request again gets the same answer and ends nothing twice', async () => {
  await begin(redirect)
  const quote = await shop.quote()
  const first = await supersede(2, 1, { quote })
  expect((await supersede(2, 1, { quote })).text).toBe(first.text)
  expect(cancels()).toHaveLength(1)
  expect(payments()).toHaveLength(2)
})

test('an unknown attempt is not there to be replaced, and the request’s own never is', async () => {
  await begin(redirect)
  expect((await supersede(2, 9)).body.code).toBe('attempt-in-progress')
  const body = { provider: 'sandbox', method: 'card', purpose: 'pay', data: {}, quote: await shop.quote() }
  expect(
    (await shop.call<PaymentResult>('ada', `POST /payments/cart-1/attempts/${attemptId(1)}/cancel`, {})).body
      .outcome,
  ).toBe('canceled')
  expect((await payWith(shop, 3, { ...body, supersede: attemptId(9) })).body.outcome).toBe('complete')

  shop.orchestrator.script('POST /payment', outcome(redirect))
  const bob = { ...body, quote: await shop.quote('card', 'bob'), supersede: attemptId(4) }
  const twins = await Promise.all(Array.from({ length: 5 }, () => payWith(shop, 4, bob, 'bob')))
  expect(new Set(twins.map((twin) => twin.body.outcome))).toEqual(new Set(['redirect']))
  expect(cancels()).toEqual([attemptId(1)])
})

describe('money that comes late for an attempt that was replaced', () => {
  let told: PaymentStatusUpdate[]
  beforeEach(async () => {
    told = []
    shop.service.on('PAYMENT_DUPLICATE_PAID', (update) => void told.push(update))
    await begin(redirect)
    await supersede(2, 1)
    await tell(2, 'captured', { providerTime: '2026-11-22T10:01:00Z' })
    await expect.poll(async () => (await shop.status()).status).toBe('paid')
  })

  test('is not hidden, and the shop is told which attempt the payment does not need, once (B2)', async () => {
    await tell(1, 'captured', { providerTime: '2026-11-22T10:02:00Z' })
    await expect
      .poll(() => told)
      .toMatchObject([
        {
          orderId: 'order-1',
          paymentId: 'cart-1',
          attemptId: attemptId(1),
          status: 'paid',
          state: { overpaid: true },
        },
      ])
    const { overpaid, amounts, attempts } = await shop.status()
    expect([overpaid, amounts.captured]).toEqual([true, eur(4000)])
    expect(attempts.map(({ status }) => status)).toEqual(['paid', 'paid'])
    await tell(1, 'opened')
    await expect.poll(() => shop.events.filter(({ type }) => type === 'bus').length).toBe(3)
    expect(told).toHaveLength(1)
  })

  test('is told once however many messages come while the shop is told: a shop may refund it at once', async () => {
    let goOn: () => void = () => undefined
    const slow = new Promise<void>((resolve) => (goOn = resolve))
    shop.service.on('PAYMENT_DUPLICATE_PAID', () => slow)
    await tell(1, 'captured', { providerTime: '2026-11-22T10:02:00Z' })
    await expect.poll(() => told.length).toBe(1)
    await Promise.all([tell(1, 'opened'), tell(2, 'opened'), tell(2, 'pending')])
    await expect
      .poll(async () => (await shop.store.read({ tenant: 'shop', paymentId: 'cart-1' }))?.facts.length)
      .toBe(6)
    goOn()
    await expect.poll(() => shop.events.filter(({ type }) => type === 'bus').length).toBe(5)
    expect(told).toHaveLength(1)
  })

  test('is told again until the shop has heard of it, and only then acknowledged', async () => {
    let throws = true
    shop.service.on('PAYMENT_DUPLICATE_PAID', () => {
      if (throws) throw new Error('the books are closed')
    })
    await tell(1, 'captured')
    await expect
      .poll(() => shop.events.some((event) => event.type === 'bus' && event.outcome === 'failed'))
      .toBe(true)
    throws = false
    await expect
      .poll(async () => {
        await clock.advance(1000)
        return shop.events.filter((event) => event.type === 'bus' && event.outcome === 'handled').length
      })
      .toBe(2)
    expect(new Set(told.map((update) => update.attemptId))).toEqual(new Set([attemptId(1)]))
  })

  test('and that a read-back found is told as well', async () => {
    const known = { provider: 'sandbox', method: 'card' }
    shop.orchestrator.script('GET /payment/*', () => ({
      id: 'cart-1',
      attempts: [{ ...known, attemptId: attemptId(1), facts: [fact(1, 'captured', { confirmed: true })] }],
    }))
    // A refund without an amount says only that the company has to be asked.
    await shop.bus.publish({
      messageId: 'r',
      type: 'payment-status',
      body: { orderId: 'cart-1', status: 'refunded', attemptId: attemptId(2) },
    })
    await expect.poll(() => told.map((update) => update.attemptId)).toEqual([attemptId(1)])
  })

  test('and goes back is a duplicate no more', async () => {
    await tell(1, 'captured')
    await expect.poll(() => told.length).toBe(1)
    await tell(1, 'refunded')
    await expect.poll(async () => (await shop.status()).overpaid).toBeUndefined()
    expect((await shop.status()).status).toBe('paid')
    expect(told).toHaveLength(1)
  })
})

test.each([500, 2000])(
  'money that comes after the shop gave %i of the order’s back is the one that goes back',
  async (amount) => {
    const told: string[] = []
    shop.service.on('PAYMENT_DUPLICATE_PAID', (update) => void told.push(update.attemptId))
    await begin(redirect)
    await supersede(2, 1)
    await tell(2, 'captured', { providerTime: '2026-11-22T10:01:00Z' })
    await expect.poll(async () => (await shop.status()).status).toBe('paid')
    await tell(2, 'refunded', { amount: eur(amount) })
    await expect.poll(async () => (await shop.status()).amounts.refunded).toEqual(eur(amount))
    await tell(1, 'captured', { providerTime: '2026-11-22T10:02:00Z' })
    await expect.poll(() => told).toEqual([attemptId(1)])
    await tell(1, 'refunded')
    await expect.poll(async () => (await shop.status()).amounts.captured).toEqual(eur(4000))
    await tell(2, 'opened')
    await expect.poll(() => shop.events.filter(({ type }) => type === 'bus').length).toBe(5)
    expect(told).toEqual([attemptId(1)])
  },
)

test('an order that is paid is not asked for again in another currency', async () => {
  await begin({ outcome: 'complete' })
  await tell(1, 'captured')
  await expect.poll(async () => (await shop.status()).status).toBe('paid')
  const cart = shop.carts.get('cart-1')
  if (!cart) throw new Error('no cart')
  const total = { value: 2200, currency: 'USD' }
  shop.carts.set('cart-1', { ...cart, version: 'v2', currency: 'USD', total })
  const refused = await shop.pay(2, { quote: 'any' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'already-paid', state: { status: 'paid' } } })
  expect(payments()).toHaveLength(1)
})

test('a second success for a set-up or a purchase of nothing is no duplicate', async () => {
  const told: PaymentStatusUpdate[] = []
  shop.service.on('PAYMENT_DUPLICATE_PAID', (update) => void told.push(update))
  const cart = shop.carts.get('cart-1')
  if (!cart) throw new Error('no cart')
  shop.carts.set('cart-1', { ...cart, total: eur(0) })
  const free = { ...cash, method: 'free', isOffline: false, surcharge: undefined }
  shop.orchestrator.script('POST /payment-methods', () => ({ methods: [free] }))
  shop.orchestrator.script('POST /payment', complete)
  expect((await shop.pay(1, { provider: 'plain', method: 'free' })).status).toBe(200)
  await tell(1, 'captured', { amount: eur(0) })
  await expect.poll(async () => (await shop.status()).status).toBe('paid')
  expect(told).toEqual([])
})

test('what stands in the way is told to whoever may pay, and to nobody else (F1)', async () => {
  await begin(redirect)
  const refused = await shop.call<Problem>(
    'bob',
    'POST /payments/cart-1/attempts',
    { provider: 'sandbox', method: 'card', purpose: 'pay', data: {}, quote: 'q', supersede: attemptId(1) },
    { 'idempotency-key': attemptId(2) },
  )
  expect(refused).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(cancels()).toEqual([])
})
