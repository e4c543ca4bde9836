import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, publishableKey, type World } from '../world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const payload = { id: 'payment-1', total: 20, currency: 'EUR', country: 'NL' }

test('the list shows titles, prices in major units, what each needs, and why the rest is missing', async () => {
  const { status, body } = await world.call('POST', '/payment-methods', payload)
  expect(status).toBe(200)
  const offline = { needs: 'nothing', isOffline: true, isStorable: false }
  expect(body).toEqual({
    methods: [
      {
        provider: 'sandbox',
        method: 'card',
        title: 'Card',
        needs: 'component',
        isOffline: false,
        isStorable: true,
      },
      {
        provider: 'plain',
        method: 'cash',
        title: 'Cash',
        surcharge: { amount: 1.5, fixed: 1.5 },
        ...offline,
      },
      { provider: 'plain', method: 'banktransfer', title: 'Transfer', ...offline, isOffline: false },
      { provider: 'plain', method: 'pickup', title: 'Pickup', ...offline },
    ],
    stored: [],
    unavailable: [{ provider: 'plain', method: 'invoice', reason: 'country' }],
  })
})

test('an order that costs nothing is offered nothing', async () => {
  const { body } = await world.call('POST', '/payment-methods', { ...payload, total: 0 })
  expect(body).toEqual({ methods: [], stored: [], unavailable: [] })
})

test('a method is loaded with what its component needs, its amount with the surcharge, and no secret', async () => {
  const { status, body } = await world.call('POST', '/payment-methods/sandbox/card', {
    ...payload,
    locale: 'nl-NL',
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    provider: 'sandbox',
    method: 'card',
    redirectOrigins: [],
    config: {
      publishableKey,
      scriptUrl: 'http://company.example/sandbox.js',
      origin: 'http://company.example',
      amount: 2000,
      currency: 'EUR',
      locale: 'nl-NL',
    },
  })
  expect(JSON.stringify(body)).not.toMatch(/secret|whsec/)
})

test('a plain method is loaded with an empty config', async () => {
  const { body } = await world.call('POST', '/payment-methods/plain/cash', payload)
  expect(body).toMatchObject({ method: 'cash', config: {}, surcharge: { amount: 1.5 } })
})

test.each([
  ['that is not offered', '/payment-methods/plain/invoice', payload, 'country'],
  ['that nobody configured', '/payment-methods/sandbox/giftcard', payload, 'not configured'],
  ['of a provider that nobody configured', '/payment-methods/other/card', payload, 'not configured'],
  ['to be stored', '/payment-methods/sandbox/card', { ...payload, purpose: 'setup' }, 'kind "setup"'],
])('a method %s cannot be loaded', async (_, path, body, message) => {
  const answer = await world.call('POST', path, body)
  expect(answer).toMatchObject({ status: 409, body: { error: { code: 'method-unavailable' } } })
  expect(answer.body.error.message).toContain(message)
})

test.each([
  ['more decimals than its currency has', { total: 19.999 }],
  ['decimals of yen', { total: 0.5, currency: 'JPY' }],
  ['less than nothing', { total: -1 }],
  ['a currency that is none', { currency: 'XXX' }],
])('a total of %s is a 400', async (_, change) => {
  const { status, body } = await world.call('POST', '/payment-methods', { ...payload, ...change })
  expect([status, body.error.code]).toEqual([400, 'bad-request'])
})

test('what the orchestrator can do beyond the documented calls is told', async () => {
  expect((await world.call('GET', '/capabilities')).body).toEqual({
    features: ['read-back', 'cancel', 'stored-methods', 'balance'],
  })
})
