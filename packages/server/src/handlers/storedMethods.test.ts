import type {
  CreatedSetup,
  LoadedMethod,
  MethodList,
  PaymentResult,
  Problem,
  StoredMethod,
} from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer, card, cash } from '../fakeOrchestrator.fixture.ts'
import type { PaymentStatusUpdate } from '../listener/PaymentStatusUpdate.ts'
import { openReader } from '../relay/eventReader.fixture.ts'
import { type Answer, attemptId, eur, openTestShop, payWith, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
const row: StoredMethod = {
  id: 'sm_1',
  provider: 'sandbox',
  method: 'card',
  title: 'Visa',
  brand: 'visa',
  last4: '1111',
  expiry: '12/30',
  needsCvc: false,
}
const storable = { ...card, isStorable: true }
beforeEach(async () => {
  shop = await openTestShop()
  shop.customers.set('ada', 'cust-ada')
  const { orchestrator } = shop
  orchestrator.script('GET /capabilities', () => ({ features: ['read-back', 'cancel', 'stored-methods'] }))
  orchestrator.script('POST /payment-methods', () => ({
    methods: [storable, cash],
    stored: [row, { ...row, id: 'sm_2', method: 'gone' }],
  }))
  orchestrator.script('POST /payment-methods/sandbox/card', ({ body }) => ({
    ...storable,
    config: {},
    ...(body.storedMethodId === 'sm_1' ? { stored: row } : {}),
  }))
  orchestrator.script('GET /stored-payment-methods/cust-ada', () => [{ ...row, quote: 'x', secret: 'y' }])
  orchestrator.script('DELETE /stored-payment-methods/cust-ada/sm_1', answer(204, undefined))
  orchestrator.script('POST /stored-payment-methods/cust-ada/sandbox/card/setup', () => ({
    ...storable,
    config: { publishableKey: 'pk' },
  }))
})
afterEach(() => shop.close())

const notFound = { status: 404, body: { code: 'not-found' } }
const payStored = (quote: string | undefined, more: object = {}): Promise<Answer<PaymentResult & Problem>> =>
  payWith(shop, 1, {
    provider: 'sandbox',
    method: 'card',
    purpose: 'pay-stored',
    storedMethodId: 'sm_1',
    data: {},
    quote,
    ...more,
  })

describe('stored methods', () => {
  test('stand in the list of their customer, each with a quote of its own; what is not offered is left out', async () => {
    const { stored, methods } = await shop.list()
    expect(stored).toEqual([{ ...row, quote: expect.any(String) }])
    expect(stored[0]?.quote).not.toBe(methods[0]?.quote)
    expect(shop.orchestrator.to('POST /payment-methods')[0]?.body.customerId).toBe('cust-ada')
    expect((await shop.list('bob')).stored).toEqual([])
  })

  test('cannot be made by a guest, so no method says that it can be stored', async () => {
    expect((await shop.list()).methods[0]?.isStorable).toBe(true)
    expect((await shop.list('bob')).methods[0]?.isStorable).toBe(false)
  })

  test('are paid by, with the id that the quote is for', async () => {
    const quote = (await shop.list()).stored[0]?.quote
    expect((await payStored(quote)).body).toMatchObject({ outcome: 'complete' })
    expect(shop.orchestrator.to('POST /payment')[0]?.body).toMatchObject({
      purpose: 'pay-stored',
      storedMethodId: 'sm_1',
      customerId: 'cust-ada',
    })
  })

  test('are paid by only with their own quote', async () => {
    const { stored, methods } = await shop.list()
    const plain = methods[0]?.quote
    const refused = { status: 409, body: { code: 'amount-changed' } }
    expect(await payStored(plain)).toMatchObject(refused)
    expect(await payStored(stored[0]?.quote, { storedMethodId: 'sm_2' })).toMatchObject(refused)
    expect(await payStored(stored[0]?.quote, { purpose: 'pay' })).toMatchObject(refused)
    const unavailable = { status: 409, body: { code: 'method-unavailable' } }
    expect(await payStored(stored[0]?.quote, { storedMethodId: undefined })).toMatchObject(unavailable)
    expect(await payStored(stored[0]?.quote, { purpose: 'resume' })).toMatchObject(unavailable)
    shop.customers.clear()
    expect(await payStored(stored[0]?.quote)).toMatchObject(unavailable)
    expect(shop.orchestrator.to('POST /payment')).toEqual([])
  })

  test('are loaded with their row, and not when the orchestrator knows another', async () => {
    const load = (storedMethodId?: string) =>
      shop.call<LoadedMethod & Problem>('ada', 'POST /methods/sandbox/card', {
        purpose: 'pay-stored',
        ...(storedMethodId ? { storedMethodId } : {}),
      })
    const { body } = await load('sm_1')
    expect(body).toMatchObject({ purpose: 'pay-stored', stored: row })
    expect(body.quote).toBe((await shop.list()).stored[0]?.quote)
    expect(await load('sm_9')).toMatchObject({ status: 409, body: { code: 'method-unavailable' } })
    expect(await load()).toMatchObject({ status: 409, body: { code: 'method-unavailable' } })
  })

  test('are listed in the account without quotes, and deleted', async () => {
    expect((await shop.call('ada', 'GET /stored-methods')).body).toEqual([row])
    const deleted = await shop.call('ada', 'DELETE /stored-methods/sm_1')
    expect([deleted.status, deleted.text]).toEqual([204, ''])
    shop.orchestrator.script(
      'DELETE /stored-payment-methods/cust-ada/sm_1',
      answer(404, { error: { code: 'not-found' } }),
    )
    expect(await shop.call('ada', 'DELETE /stored-methods/sm_1')).toMatchObject(notFound)
  })

  test('of another customer are as unknown as any', async () => {
    shop.customers.set('bob', 'cust-bob')
    shop.orchestrator.script('GET /stored-payment-methods/cust-bob', () => [])
    const foreign = await shop.call('bob', 'DELETE /stored-methods/sm_1')
    const unknown = await shop.call('bob', 'DELETE /stored-methods/sm_unknown')
    expect([foreign.status, foreign.text]).toEqual([unknown.status, unknown.text])
    expect(shop.orchestrator.to('DELETE /stored-payment-methods/cust-bob/sm_1')).toHaveLength(1)
    expect((await shop.call('bob', 'GET /stored-methods')).body).toEqual([])
  })

  test.each(['..', '%2e%2e', 'a%2Fb', 'a%3Fb', '%00'])('with the id %s are not found', async (id) => {
    expect((await shop.call('ada', `DELETE /stored-methods/${id}`)).status).toBe(404)
    expect(shop.orchestrator.calls.filter(({ call }) => call.startsWith('DELETE'))).toEqual([])
  })

  test('are kept while paying for a customer who wants it', async () => {
    await shop.pay(1, { store: true })
    expect(shop.orchestrator.to('POST /payment')[0]?.body).toMatchObject({ store: true, purpose: 'pay' })
    await shop.pay(2, { store: true }, 'bob')
    expect(shop.orchestrator.to('POST /payment')[1]?.body).not.toHaveProperty('store')
  })

  test('are hidden where the orchestrator cannot keep any', async () => {
    shop.orchestrator.script('GET /capabilities', () => ({ features: ['read-back'] }))
    expect((await shop.call('ada', 'GET /stored-methods')).body).toEqual([])
    expect(await shop.call('ada', 'DELETE /stored-methods/sm_1')).toMatchObject(notFound)
    expect(await shop.call('ada', 'POST /setups', {})).toMatchObject(notFound)
  })
})

describe('a set-up', () => {
  const begin = async () => (await shop.call<CreatedSetup>('ada', 'POST /setups', {})).body.paymentId
  const listOf = async (id: string, who = 'ada') =>
    shop.call<MethodList & Problem>(who, `GET /methods?payment=${id}`)
  const setUp = (id: string, quote: string | undefined, who = 'ada') =>
    shop.call<PaymentResult & Problem>(
      who,
      `POST /payments/${id}/attempts`,
      { provider: 'sandbox', method: 'card', purpose: 'setup', data: { token: 'tok_1' }, quote },
      { 'idempotency-key': attemptId(1) },
    )

  test('lists what can be stored, is confirmed, and makes no order', async () => {
    const id = await begin()
    expect(id).toMatch(/^setup_[0-9a-f]{32}$/)
    const { body } = await listOf(id)
    expect(body.payment).toMatchObject({
      paymentId: id,
      kind: 'setup',
      total: eur(0),
      due: eur(0),
      parts: [],
    })
    expect(body.methods.map(({ method }) => method)).toEqual(['card'])
    expect(body.stored).toEqual([])
    expect(shop.orchestrator.to('POST /payment-methods')[0]?.body).toMatchObject({ kind: 'setup', total: 0 })
    const loaded = await shop.call('ada', 'POST /methods/sandbox/card', { payment: id, purpose: 'setup' })
    expect(loaded.body).toMatchObject({ purpose: 'setup', config: { publishableKey: 'pk' } })

    shop.orchestrator.script(`GET /payment/${id}`, () => ({
      id,
      attempts: [
        {
          attemptId: attemptId(1),
          provider: 'sandbox',
          method: 'card',
          facts: [
            { factId: 'f1', attemptId: attemptId(1), kind: 'authorized', amount: eur(0), confirmed: true },
          ],
        },
      ],
    }))
    const result = await setUp(id, body.methods[0]?.quote)
    expect(result.body).toMatchObject({
      outcome: 'complete',
      paymentId: id,
      state: { status: 'authorized', settled: true },
    })
    expect(shop.orchestrator.to('POST /payment')[0]?.body).toMatchObject({
      id,
      kind: 'setup',
      purpose: 'setup',
      store: true,
      customerId: 'cust-ada',
      total: 0,
      amount: 0,
      items: [],
    })
    expect(shop.placed).toEqual([])
    expect((await shop.call('ada', `GET /payments/${id}`)).body).toMatchObject({ status: 'authorized' })
    expect((await setUp(id, body.methods[0]?.quote)).body.outcome).toBe('complete')
  })

  test('belongs to its customer, by whatever session', async () => {
    const id = await begin()
    shop.customers.set('bob', 'cust-bob')
    const calls: [string, object?][] = [
      [`GET /methods?payment=${id}`],
      [`GET /payments/${id}`],
      [`GET /payments/${id}/events`],
      [`GET /payments/${id}/attempts/${attemptId(1)}`],
      [`POST /payments/${id}/attempts/${attemptId(1)}/cancel`, {}],
      [`POST /payments/${id}/attempts/${attemptId(1)}/update`, { step: 1, data: {} }],
    ]
    for (const [call, body] of calls) {
      const foreign = await shop.call('bob', call, body)
      const unknown = await shop.call('bob', call.replace(id, `setup_${'0'.repeat(32)}`), body)
      expect([foreign.status, foreign.text], call).toEqual([404, unknown.text])
    }
    const { body } = await listOf(id)
    expect(await setUp(id, body.methods[0]?.quote, 'bob')).toMatchObject(notFound)
    shop.customers.set('bob', 'cust-ada')
    expect((await listOf(id, 'bob')).status).toBe(200)
  })

  test('is for customers, and not paid by; a purchase is not set up', async () => {
    expect(await shop.call('bob', 'POST /setups', {})).toMatchObject(notFound)
    const id = await begin()
    const unavailable = { status: 409, body: { code: 'method-unavailable' } }
    const load = (purpose: string, payment: string) =>
      shop.call('ada', 'POST /methods/sandbox/card', { payment, purpose })
    expect(await load('pay', id)).toMatchObject(unavailable)
    expect(await load('setup', 'cart-1')).toMatchObject(unavailable)
    const { body } = await listOf(id)
    const paid = await shop.call(
      'ada',
      `POST /payments/${id}/attempts`,
      { provider: 'sandbox', method: 'card', purpose: 'pay', data: {}, quote: body.methods[0]?.quote },
      { 'idempotency-key': attemptId(1) },
    )
    expect(paid).toMatchObject(unavailable)
    expect(await setUp('cart-1', await shop.quote())).toMatchObject(unavailable)
    expect(
      await shop.call('ada', `POST /payments/${id}/quote`, { provider: 'a', method: 'b' }),
    ).toMatchObject(notFound)
  })

  test('with a challenge goes on step by step, is followed, and is given up', async () => {
    const updates: PaymentStatusUpdate[] = []
    shop.service.on('PAYMENT_STATUS_UPDATED', (update) => void updates.push(update))
    const id = await begin()
    const action = { type: 'sandbox.challenge', id: 'act_1' }
    const asks = (step: number) => () => ({ id: 'pay_1', step, outcome: { outcome: 'action', action } })
    shop.orchestrator.script('POST /payment', asks(1))
    const { body } = await listOf(id)
    expect((await setUp(id, body.methods[0]?.quote)).body).toMatchObject({ outcome: 'action', step: 1 })
    const reader = await openReader(`${shop.url}/payments/${id}/events`, { cookie: 'session=ada' })
    await expect.poll(() => reader.states()[0]?.attempts[0]?.next).toMatchObject({ action })
    const path = `/payments/${id}/attempts/${attemptId(1)}`
    shop.orchestrator.script(`PUT /payment/${id}`, asks(2))
    const updated = await shop.call<PaymentResult>('ada', `POST ${path}/update`, { step: 1, data: {} })
    expect(updated.body).toMatchObject({ outcome: 'action', step: 2 })
    expect((await shop.call<PaymentResult>('ada', `GET ${path}`)).body).toMatchObject({ step: 2 })
    expect((await shop.call<PaymentResult>('ada', `POST ${path}/cancel`, {})).body.outcome).toBe('canceled')
    await expect.poll(() => reader.states().at(-1)?.status).toBe('canceled')
    reader.close()
    await shop.bus.publish({
      messageId: 'm',
      type: 'payment-status',
      body: { orderId: id, status: 'canceled', kind: 'canceled', factId: 'f', attemptId: attemptId(1) },
    })
    await expect.poll(() => shop.events.some(({ type }) => type === 'bus')).toBe(true)
    // There is no order whose status the shop could set.
    expect(updates).toEqual([])
  })
})
