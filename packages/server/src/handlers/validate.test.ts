import type { PaymentResult, Problem } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer } from '../fakeOrchestrator.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { attemptId, eur, openTestShop, payWith, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

const outcome = (body: object) => () => ({ id: 'pay_1', step: 1, outcome: body })
const declined = outcome({ outcome: 'failed', error: { code: 'declined', retry: 'same' } })
const challenge = outcome({ outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1' } })
const payments = () => shop.orchestrator.to('POST /payment')
const read = (serial: number) =>
  shop.call<PaymentResult & Problem>('ada', `GET /payments/cart-1/attempts/${attemptId(serial)}`)
const tell = (serial: number, status: string, more: object = {}) =>
  shop.bus.publish({
    messageId: `msg-${serial}-${status}`,
    type: 'payment-status',
    body: {
      orderId: 'cart-1',
      status,
      kind: status === 'paid' ? 'captured' : status,
      factId: `evt-${serial}-${status}`,
      attemptId: attemptId(serial),
      ...(status === 'paid' ? { amount: eur(2000) } : {}),
      ...more,
    },
  })
const becomes = (status: string) => expect.poll(async () => (await shop.status()).status).toBe(status)

describe('one id', () => {
  test('sent twice at once is one payment, and both get its answer (A4, B1)', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    shop.orchestrator.script('POST /payment', async () => {
      await held
      return challenge()
    })
    const quote = await shop.quote()
    const body = { provider: 'sandbox', method: 'card', purpose: 'pay', data: { token: 't' }, quote }
    const twins = Array.from({ length: 7 }, () => payWith(shop, 1, body))
    await expect.poll(() => payments().length).toBe(1)
    release()
    const answers = await Promise.all(twins)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(payments()).toHaveLength(1)
    expect(shop.placed).toHaveLength(1)
  })

  test('sent again gets the first answer, also after the attempt went on', async () => {
    shop.orchestrator.script('POST /payment', challenge)
    const quote = await shop.quote()
    const first = await shop.pay(1, { quote })
    shop.orchestrator.script('PUT /payment/*', () => ({ step: 2, outcome: { outcome: 'complete' } }))
    await shop.call('ada', `POST /payments/cart-1/attempts/${attemptId(1)}/update`, { step: 1, data: {} })
    await tell(1, 'paid')
    await becomes('paid')
    const again = await shop.pay(1, { quote })
    expect(again.body).toMatchObject({
      outcome: 'action',
      step: 1,
      action: first.body.outcome === 'action' ? first.body.action : {},
    })
    expect(again.body.state.status).toBe('paid')
    expect(payments()).toHaveLength(1)
  })

  test('with other bytes is a mismatch, while the first runs and after it (A5)', async () => {
    await shop.pay(1)
    expect(await shop.pay(1, { data: { token: 'other' } })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-mismatch' },
    })
    expect(payments()).toHaveLength(1)
  })

  test('whose browser left before the answer is paid and kept for the repeat (A14)', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    shop.orchestrator.script('POST /payment', async () => {
      await held
      return challenge()
    })
    const body = JSON.stringify({
      provider: 'sandbox',
      method: 'card',
      purpose: 'pay',
      data: {},
      quote: await shop.quote(),
    })
    const leaving = new AbortController()
    const left = fetch(`${shop.url}/payments/cart-1/attempts`, {
      method: 'POST',
      signal: leaving.signal,
      headers: {
        cookie: 'session=ada',
        'payloom-contract': '1',
        'content-type': 'application/json',
        origin: 'https://shop.example',
        'idempotency-key': attemptId(1),
      },
      body,
    }).catch(() => 'left')
    await expect.poll(() => payments().length).toBe(1)
    leaving.abort()
    expect(await left).toBe('left')
    release()
    await expect.poll(async () => (await read(1)).body.outcome).toBe('action')
    expect((await payWith(shop, 1, body)).body).toMatchObject({ outcome: 'action', step: 1 })
    expect(payments()).toHaveLength(1)
  })
})

test('a repeat waits 25 s for the first, then is told that it still runs (A4)', async () => {
  await shop.close()
  const clock = createManualClock()
  shop = await openTestShop({ clock })
  let release: () => void = () => undefined
  shop.orchestrator.script('POST /payment', async () => {
    await new Promise<void>((resolve) => {
      release = resolve
    })
    return challenge()
  })
  const quote = await shop.quote()
  const first = shop.pay(1, { quote })
  await expect.poll(() => payments().length).toBe(1)
  let isAnswered = false
  const repeat = shop.pay(1, { quote }).finally(() => {
    isAnswered = true
  })
  await clock.advance(24_000)
  expect(isAnswered).toBe(false)
  await expect
    .poll(async () => {
      await clock.advance(500)
      return isAnswered
    })
    .toBe(true)
  expect(await repeat).toMatchObject({
    status: 409,
    body: { code: 'attempt-in-progress', result: { outcome: 'pending', attemptId: attemptId(1) } },
  })
  release()
  expect((await first).body.outcome).toBe('action')
})

test('a service that closes lets a payment under way end, and stores its answer (A15)', async () => {
  let release: () => void = () => undefined
  shop.orchestrator.script('POST /payment', async () => {
    await new Promise<void>((resolve) => {
      release = resolve
    })
    return challenge()
  })
  const first = shop.pay(1)
  await expect.poll(() => payments().length).toBe(1)
  const closed = shop.service.close()
  release()
  await closed
  expect((await first).body.outcome).toBe('action')
  const record = await shop.store.read({ tenant: 'shop', paymentId: 'cart-1' })
  expect(record?.attempts[0]?.outcome).toMatchObject({ outcome: 'action' })
})

test('an order that cannot be sent, for a price that is no amount, gives the id back', async () => {
  const cart = shop.carts.get('cart-1')
  if (!cart) throw new Error('no cart')
  const quote = await shop.quote()
  shop.carts.set('cart-1', { ...cart, items: [{ id: 'a', name: 'A', quantity: 1, price: eur(0.5) }] })
  expect((await shop.pay(1, { quote })).body.code).toBe('internal')
  shop.carts.set('cart-1', cart)
  expect((await shop.pay(1, { quote })).status).toBe(200)
})

test('an attempt whose request is still on its way is not replaced', async () => {
  let release: () => void = () => undefined
  shop.orchestrator.script('POST /payment', async () => {
    await new Promise<void>((resolve) => {
      release = resolve
    })
    return challenge()
  })
  const quote = await shop.quote()
  const first = shop.pay(1, { quote })
  await expect.poll(() => payments().length).toBe(1)
  expect((await shop.pay(2, { quote, supersede: attemptId(1) })).body.code).toBe('attempt-in-progress')
  expect(shop.orchestrator.to('POST /payment/*/cancel')).toEqual([])
  release()
  expect((await first).body.outcome).toBe('action')
})

describe('two attempts of one payment', () => {
  test('at once from two tabs are one payment; the other gets the one that stands (B2)', async () => {
    const quote = await shop.quote()
    const answers = await Promise.all([1, 2, 3, 4].map((serial) => shop.pay(serial, { quote })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body.code).toBe('attempt-in-progress')
      const winner = answers.find(({ status }) => status === 200)?.body
      expect((body.result as PaymentResult).attemptId).toBe(winner?.attemptId)
    }
    expect(payments()).toHaveLength(1)
    expect(shop.placed).toHaveLength(1)
  })

  test('the first waiting for the shopper: the second is told so, unless it replaces the first', async () => {
    shop.orchestrator.script('POST /payment', challenge)
    await shop.pay(1)
    const refused = await shop.pay(2)
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'attempt-in-progress', result: { outcome: 'action', step: 1 } },
    })

    shop.orchestrator.script('POST /payment', outcome({ outcome: 'complete' }))
    const { body } = await shop.pay(3, { supersede: attemptId(1) })
    expect(body.outcome).toBe('complete')
    expect(shop.orchestrator.to('POST /payment/*/cancel').map((call) => call.body)).toEqual([
      { attemptId: attemptId(1) },
    ])
    expect(body.state.attempts.map(({ status, live }) => [status, live])).toEqual([
      ['canceled', false],
      ['open', true],
    ])
  })

  test('a replaced attempt that cannot be canceled is marked, and its late success is not hidden', async () => {
    shop.orchestrator.script('GET /capabilities', answer(404, { error: { code: 'not-found', message: '' } }))
    shop.orchestrator.script('POST /payment', challenge)
    await shop.pay(1)
    shop.orchestrator.script('POST /payment', outcome({ outcome: 'complete' }))
    await shop.pay(2, { supersede: attemptId(1) })
    expect(shop.orchestrator.to('POST /payment/*/cancel')).toEqual([])
    await tell(2, 'paid')
    await tell(1, 'paid')
    await expect.poll(async () => (await shop.status()).overpaid).toBe(true)
    expect(await shop.status()).toMatchObject({ status: 'paid', amounts: { captured: eur(4000) } })
  })

  test('an attempt that succeeded meanwhile is not replaced', async () => {
    shop.orchestrator.script('POST /payment', challenge)
    await shop.pay(1)
    shop.orchestrator.script('POST /payment/*/cancel', outcome({ outcome: 'complete' }))
    await tell(1, 'paid')
    await becomes('paid')
    const { status, body } = await shop.pay(2, { supersede: attemptId(1) })
    expect([status, body.code]).toEqual([409, 'already-paid'])
    expect(body.state).toMatchObject({ status: 'paid' })
    expect(payments()).toHaveLength(1)
  })

  test('one that is paid is told so, whatever the shopper saw last (B2)', async () => {
    await shop.pay(1)
    await tell(1, 'paid')
    await becomes('paid')
    const { status, body } = await shop.pay(2, { quote: 'of.yesterday' })
    expect([status, body.code]).toEqual([409, 'already-paid'])
    expect(body.state).toMatchObject({ status: 'paid' })
  })

  test('a placed order is not paid again by accident', async () => {
    shop.orchestrator.script('POST /payment', outcome({ outcome: 'complete' }))
    await shop.pay(1, { method: 'cash', provider: 'plain' })
    expect((await shop.pay(2)).body).toMatchObject({
      code: 'attempt-in-progress',
      result: { outcome: 'complete' },
    })
    expect((await shop.pay(3, { supersede: attemptId(1) })).body.outcome).toBe('complete')
  })

  test('after a decline the next is accepted, with the same order', async () => {
    shop.orchestrator.script('POST /payment', declined)
    await shop.pay(1)
    shop.orchestrator.script('POST /payment', outcome({ outcome: 'complete' }))
    expect((await shop.pay(2)).body).toMatchObject({ outcome: 'complete', orderId: 'order-1' })
    expect(shop.placed.map((attempt) => attempt.attemptId)).toEqual([attemptId(1)])
  })

  test('a partly paid payment takes a second attempt for the rest, and lists the part', async () => {
    await shop.pay(1)
    await tell(1, 'paid', { amount: eur(500) })
    await becomes('partially_paid')
    const list = await shop.list()
    expect(list.payment).toMatchObject({
      total: eur(2000),
      due: eur(1500),
      parts: [{ attemptId: attemptId(1) }],
    })
    expect(list.methods[0]?.total).toEqual(eur(1500))
    expect((await shop.pay(2)).status).toBe(200)
    expect(payments()[1]?.body).toMatchObject({ amount: 15 })
  })
})

describe('the amount', () => {
  test('that changed is shown again before anything is charged, and the id stays free (B12)', async () => {
    const quote = await shop.quote()
    const cart = shop.carts.get('cart-1')
    if (!cart) throw new Error('no cart')
    shop.carts.set('cart-1', { ...cart, version: 'v2', total: eur(3000) })
    const { status, body } = await shop.pay(1, { quote })
    expect([status, body.code, body.retry, body.total]).toEqual([409, 'amount-changed', 'same', eur(3000)])
    expect(payments()).toEqual([])
    const [method] = body.methods as { quote: string }[]
    expect((await shop.pay(1, { quote: method?.quote })).status).toBe(200)
  })

  test('of the same value but of another order is not what the shopper saw', async () => {
    const quote = await shop.quote()
    const cart = shop.carts.get('cart-1')
    if (!cart) throw new Error('no cart')
    shop.carts.set('cart-1', { ...cart, version: 'v2' })
    expect((await shop.pay(1, { quote })).body.code).toBe('amount-changed')
  })

  test('that the orchestrator refuses gives the id back', async () => {
    shop.orchestrator.script('POST /payment', answer(409, { error: { code: 'amount-changed', message: '' } }))
    expect((await shop.pay(1)).body.code).toBe('amount-changed')
    shop.orchestrator.script('POST /payment', challenge)
    expect((await shop.pay(1)).body.outcome).toBe('action')
  })
})

test('an order that the shop refuses is not sent, and the id stays free', async () => {
  const { place } = shop
  shop.place = async () => ({ issues: [{ code: 'out-of-stock', message: 'Only one scarf is left.' }] })
  expect(await shop.pay(1)).toMatchObject({
    status: 409,
    body: { code: 'order-invalid', issues: [{ code: 'out-of-stock', message: 'Only one scarf is left.' }] },
  })
  expect(payments()).toEqual([])
  shop.place = place
  expect((await shop.pay(1, { data: { token: 'fresh' } })).status).toBe(200)
})

test('a cart that changed after a decline has its order placed anew', async () => {
  shop.orchestrator.script('POST /payment', declined)
  await shop.pay(1)
  const cart = shop.carts.get('cart-1')
  if (!cart) throw new Error('no cart')
  shop.carts.set('cart-1', { ...cart, version: 'v2', total: eur(1000) })
  await shop.pay(2)
  expect(shop.placed.map(({ amount }) => amount)).toEqual([eur(2000), eur(1000)])
  expect((await shop.status()).amounts.total).toEqual(eur(1000))
})

test('a method that is not offered any more is unavailable', async () => {
  const quote = await shop.quote()
  shop.orchestrator.script(
    'POST /payment',
    answer(409, { error: { code: 'method-unavailable', message: '' } }),
  )
  expect((await shop.pay(1, { quote })).body).toMatchObject({
    code: 'method-unavailable',
    retry: 'other-method',
  })
})
