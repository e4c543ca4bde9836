import { createOrchestrator, type Orchestrator } from '@payloom/orchestrator'
import { afterEach, expect, test, vi } from 'vitest'
import { createScriptedConnector, type ScriptedConnector } from './createScriptedConnector.ts'

const attemptId = 'a'.repeat(32)
const otherId = 'b'.repeat(32)

const keptAs = (reference: string) => ({ reference, title: 'Visa', last4: '1111', needsCvc: true })

/** A company with a card, a bank, a code to scan and gift cards. */
const script = {
  provider: 'acme',
  methods: {
    card: { traits: { isStorable: true }, config: { key: 'pk_1' } },
    bank: { traits: { needs: 'nothing' }, redirectOrigins: ['https://acme.example'] },
    qr: { traits: { needs: 'nothing' } },
    gift: { traits: { takesPart: true }, balances: { '6000': { value: 500, pin: '1234' } } },
  },
  scenarios: [
    {
      name: 'declined',
      when: { data: { token: 'tok_decline' } },
      answer: { outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } } },
    },
    {
      name: 'challenge',
      when: { method: 'card', data: { token: 'tok_challenge' } },
      answer: { outcome: { outcome: 'action', action: { type: 'acme.challenge', id: '{companyId}' } } },
      updates: [{ data: { result: 'ok' }, outcome: { outcome: 'complete' } }],
    },
    {
      name: 'bank',
      when: { method: 'bank' },
      answer: {
        outcome: {
          outcome: 'redirect',
          url: 'https://acme.example/pay?amount={value}&back={returnUrl}',
          method: 'GET',
          fields: [],
        },
      },
    },
    { name: 'qr', when: { method: 'qr' }, answer: { outcome: { outcome: 'pending' } } },
    {
      name: 'gift',
      when: { method: 'gift' },
      answer: { outcome: { outcome: 'partial', due: { value: 1499, currency: 'EUR' } } },
    },
    {
      name: 'set-up',
      when: { purpose: 'setup' },
      answer: { outcome: { outcome: 'complete' }, stored: keptAs('{companyId}') },
    },
    {
      name: 'stored, with its CVC',
      when: { purpose: 'pay-stored', data: { cvcToken: 'cvc_1' } },
      answer: { outcome: { outcome: 'complete' } },
    },
    {
      name: 'stored, without it',
      when: { purpose: 'pay-stored' },
      answer: {
        outcome: { outcome: 'failed', error: { code: 'invalid_data', field: 'cvc', retry: 'same' } },
      },
    },
    {
      name: 'kept while paying',
      when: { data: { token: 'tok_keep' } },
      answer: { outcome: { outcome: 'complete' }, stored: keptAs('{companyId}') },
    },
    { name: 'slow', when: { amount: 2001 }, answer: { outcome: 'timeout' } },
    { name: 'gone', when: { amount: 2002 }, answer: { outcome: 'unreachable' } },
  ],
}

let orchestrator: Orchestrator | undefined
afterEach(() => orchestrator?.close())

function start(): { connector: ScriptedConnector; call: Call } {
  const connector = createScriptedConnector(script)
  const methods = Object.keys(script.methods).map((methodId) => ({ methodId, config: { title: methodId } }))
  const made = createOrchestrator({
    configuration: { providers: [{ providerId: 'acme', methods }] },
    connectors: [connector],
    database: ':memory:',
    serviceToken: 'shop:token',
    bus: { url: 'http://127.0.0.1:1/bus', secrets: [`whsec_${btoa('k'.repeat(32))}`] },
    fetch: () => Promise.reject(new Error('There is no shop.')),
  })
  orchestrator = made
  const call: Call = async (method, path, body, headers = {}) => {
    const response = await made.fetch(
      new Request(`http://orchestrator.example${path}`, {
        method,
        headers: { authorization: 'Bearer shop:token', 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
  }
  return { connector, call }
}

type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: unknown }>

function pay(call: Call, change: Record<string, unknown> = {}) {
  const body = {
    ...{ id: 'payment-1', currency: 'EUR', total: 19.99, amount: 19.99, country: 'NL' },
    items: [{ id: 'mug', name: 'Mug', quantity: 1, price: 19.99 }],
    ...{ provider: 'acme', method: 'card', purpose: 'pay', attemptId, data: { token: 'tok_1' } },
    returnUrl: 'https://shop.example/return/x',
    ...change,
  }
  return call('POST', '/payment', body, { 'idempotency-key': body.attemptId })
}

test('an order that no scenario names is paid at once, and is in the book', async () => {
  const { connector, call } = start()
  expect(await pay(call)).toMatchObject({ body: { id: 'acme_1', outcome: { outcome: 'complete' } } })
  expect(connector.payments.get(attemptId)?.facts).toMatchObject([
    { kind: 'captured', amount: { value: 1999, currency: 'EUR' } },
  ])
  expect(await call('GET', '/payment/payment-1')).toMatchObject({
    body: { attempts: [{ facts: [{ kind: 'captured' }] }] },
  })
})

test('a scenario is found by the data of the order', async () => {
  const { call } = start()
  expect(await pay(call, { data: { token: 'tok_decline' } })).toMatchObject({
    body: { outcome: { outcome: 'failed', error: { code: 'declined' } } },
  })
})

test('an action names the company’s payment, refuses data that does not fit, and is completed by data that does', async () => {
  const { call } = start()
  expect(await pay(call, { data: { token: 'tok_challenge' } })).toMatchObject({
    body: { step: 1, outcome: { action: { type: 'acme.challenge', id: 'acme_1' } } },
  })
  const update = { attemptId, step: 1 }
  expect(await call('PUT', '/payment/payment-1', { ...update, data: { result: 'no' } })).toMatchObject({
    body: { step: 1, outcome: { outcome: 'action' } },
  })
  expect(await call('PUT', '/payment/payment-1', { ...update, data: { result: 'ok' } })).toMatchObject({
    body: { step: 2, outcome: { outcome: 'complete' } },
  })
})

test('a redirect carries what the order said', async () => {
  const { call } = start()
  expect(await pay(call, { method: 'bank' })).toMatchObject({
    body: {
      outcome: { url: 'https://acme.example/pay?amount=1999&back=https://shop.example/return/x' },
    },
  })
})

test('what the company tells later comes by webhook, and stands in the next reading', async () => {
  const { connector, call } = start()
  await pay(call, { method: 'qr' })
  const { headers, body } = connector.tell(attemptId, 'captured')
  const path = '/api/payment/webhook/demo/shop/local/acme'
  expect(await call('POST', path, body, { ...headers, 'scripted-signature': 'wrong' })).toMatchObject({
    status: 401,
  })
  expect((await call('POST', path, body, headers)).status).toBe(200)
  expect(await call('GET', '/payment/payment-1')).toMatchObject({
    body: { attempts: [{ facts: [{ kind: 'pending' }, { kind: 'captured' }] }] },
  })
})

test('a timeout is an order that arrived; what could not be reached never heard of it', async () => {
  const { connector, call } = start()
  expect(await pay(call, { total: 20.01, amount: 20.01 })).toMatchObject({ status: 504 })
  expect(connector.payments.has(attemptId)).toBe(true)
  const gone = { id: 'payment-2', attemptId: otherId, total: 20.02, amount: 20.02 }
  expect(await pay(call, gone)).toMatchObject({ status: 502 })
  expect(connector.payments.has(otherId)).toBe(false)
})

test('a company that is down answers nothing until it is back', async () => {
  const { connector, call } = start()
  connector.setDown(true)
  expect((await pay(call)).status).toBe(502)
  connector.setDown(false)
  expect(await pay(call)).toMatchObject({ body: { outcome: { outcome: 'complete' } } })
})

test('a gift card tells its balance, holds a part, and gives it back when it is canceled', async () => {
  const { connector, call } = start()
  const card = { number: '6000', pin: '1234', currency: 'EUR' }
  expect(await connector.balanceOf?.({ method: 'gift', ...card })).toEqual({
    kind: 'balance',
    balance: { value: 500, currency: 'EUR' },
  })
  expect(await connector.balanceOf?.({ method: 'gift', ...card, pin: '1' })).toMatchObject({ field: 'pin' })
  expect(await connector.balanceOf?.({ method: 'gift', ...card, number: '1' })).toMatchObject({
    field: 'number',
  })
  expect(await pay(call, { method: 'gift' })).toMatchObject({ body: { outcome: { outcome: 'partial' } } })
  expect(connector.payments.get(attemptId)?.facts).toMatchObject([
    { kind: 'authorized', amount: { value: 500 } },
  ])
  await call('POST', '/payment/payment-1/cancel', { attemptId })
  expect(connector.payments.get(attemptId)?.facts.map(({ kind }) => kind)).toEqual(['authorized', 'voided'])
})

test('money that a payment does not need goes back, and once, but again when it did not arrive', async () => {
  const { connector, call } = start()
  await pay(call, { method: 'qr' })
  await call('POST', '/payment/payment-1/cancel', { attemptId })
  await pay(call, { attemptId: otherId })
  await call('GET', '/payment/payment-1')
  const tell = async (kind: 'captured' | 'refund_failed') => {
    const { headers, body } = connector.tell(attemptId, kind)
    await call('POST', '/api/payment/webhook/demo/shop/local/acme', body, headers)
  }
  const kinds = () => connector.payments.get(attemptId)?.facts.map(({ kind }) => kind)
  await tell('captured')
  const returned = ['pending', 'canceled', 'captured', 'refunded']
  await vi.waitFor(() => expect(kinds()).toEqual(returned))
  const known = { attemptId, method: 'qr', amount: { value: 1999, currency: 'EUR' } }
  await connector.returnMoney?.(known, 'again')
  expect(kinds()).toEqual(returned)
  await call('GET', '/payment/payment-1')
  await tell('refund_failed')
  await vi.waitFor(() => expect(kinds()).toEqual([...returned, 'refund_failed', 'refunded']))
})

test('a part that is held is given back, not refunded', async () => {
  const { connector, call } = start()
  await pay(call, { method: 'gift' })
  const known = { attemptId, method: 'gift', amount: { value: 1999, currency: 'EUR' } }
  for (const reference of ['one', 'two']) await connector.returnMoney?.(known, reference)
  expect(connector.payments.get(attemptId)?.facts.map(({ kind }) => kind)).toEqual(['authorized', 'voided'])
})

const customer = { customerId: 'customer-1' }
const setup = { ...customer, kind: 'setup', purpose: 'setup', total: 0, amount: 0, items: [] }
const storedPath = '/stored-payment-methods/customer-1'
const listStored = async (call: Call) => (await call('GET', storedPath)).body as { id: string }[]

test('a set-up takes nothing, and its card pays later, each by a scenario of its own', async () => {
  const { connector, call } = start()
  expect(await pay(call, setup)).toMatchObject({ body: { outcome: { outcome: 'complete' } } })
  expect(connector.payments.get(attemptId)).toMatchObject({
    facts: [{ kind: 'authorized', amount: { value: 0, currency: 'EUR' } }],
    stored: { reference: 'acme_1' },
  })
  const [card] = await listStored(call)
  expect(card).toMatchObject({
    provider: 'acme',
    method: 'card',
    title: 'Visa',
    last4: '1111',
    needsCvc: true,
  })
  const use = (attempt: string, data: object) =>
    pay(call, {
      ...{ ...customer, id: 'payment-2', attemptId: attempt, purpose: 'pay-stored' },
      ...{ storedMethodId: card?.id, data },
    })
  expect(await use(otherId, {})).toMatchObject({
    body: { outcome: { outcome: 'failed', error: { field: 'cvc' } } },
  })
  const paid = 'c'.repeat(32)
  expect(await use(paid, { cvcToken: 'cvc_1' })).toMatchObject({ body: { outcome: { outcome: 'complete' } } })
  expect(connector.payments.get(paid)?.facts).toMatchObject([{ kind: 'captured', amount: { value: 1999 } }])
})

test('a card is kept for an order that asks for it, and for no other', async () => {
  const { connector, call } = start()
  const order = { ...customer, data: { token: 'tok_keep' } }
  await pay(call, order)
  expect(connector.payments.get(attemptId)?.stored).toBeUndefined()
  await pay(call, { ...order, id: 'payment-2', attemptId: otherId, store: true })
  expect(connector.payments.get(otherId)?.stored).toEqual(keptAs('acme_2'))
  expect(await listStored(call)).toMatchObject([{ title: 'Visa' }])
})

test('a card that its customer deletes is forgotten by the company too, and the others stay', async () => {
  const { connector, call } = start()
  await pay(call, setup)
  await pay(call, { ...setup, id: 'payment-2', attemptId: otherId })
  const [first, second] = await listStored(call)
  expect((await call('DELETE', `${storedPath}/${first?.id}`)).status).toBe(204)
  await vi.waitFor(() => expect(connector.calls).toContain('delete acme_1'))
  expect(connector.payments.get(attemptId)?.stored).toBeUndefined()
  expect(connector.payments.get(otherId)?.stored).toMatchObject({ reference: 'acme_2' })
  await call('GET', '/payment/payment-1')
  expect(await listStored(call)).toEqual([second])
})

test('the same order again is the same payment', async () => {
  const { connector, call } = start()
  await pay(call)
  await pay(call)
  expect(connector.payments.size).toBe(1)
})

test('a script that is wrong is refused with the place', () => {
  const wrong = { ...script, scenarios: [{ name: 'x', answer: { outcome: { outcome: 'action' } } }] }
  expect(() => createScriptedConnector(wrong)).toThrow('the script is wrong at "scenarios.0.answer')
  expect(() => createScriptedConnector({ ...script, provider: 7 })).toThrow('at "provider"')
})

test('an attempt that the company does not know has nothing to tell', () => {
  expect(() => createScriptedConnector(script).tell(attemptId, 'captured')).toThrow('knows no attempt')
})
