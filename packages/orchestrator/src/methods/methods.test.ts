import { afterAll, beforeAll, expect, test } from 'vitest'
import { CompanyError } from '../connectors/CompanyError.ts'
import { createPlainConnector } from '../connectors/plain/createPlainConnector.ts'
import { answerJson } from '../httpServer.fixture.ts'
import { allMethods, openWorld, publishableKey, type World } from '../world.fixture.ts'

let world: World
/** The same with every method of the company. */
let full: World
beforeAll(async () => {
  world = await openWorld()
  full = await openWorld({ configuration: allMethods })
})
afterAll(async () => {
  await world.close()
  await full.close()
})

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

test('an order that costs nothing is offered the free method only, where there is one', async () => {
  const free = { ...payload, total: 0 }
  const { body } = await full.call('POST', '/payment-methods', free)
  expect(body.methods).toMatchObject([
    { provider: 'plain', method: 'free', needs: 'nothing', isOffline: false, isStorable: false },
  ])
  expect((await world.call('POST', '/payment-methods', free)).body).toEqual({
    ...{ methods: [], stored: [], unavailable: [] },
  })
})

test('each method of the company says what it needs', async () => {
  const { body } = await full.call('POST', '/payment-methods', payload)
  const sandbox = body.methods.filter(({ provider }: { provider: string }) => provider === 'sandbox')
  const codes = (trait: string, value: unknown) =>
    sandbox
      .filter((method: Record<string, unknown>) => method[trait] === value)
      .map(({ method }: { method: string }) => method)
  expect(codes('needs', 'nothing')).toEqual(['bank', 'qr', 'await', 'banktransfer'])
  expect(codes('isStorable', true)).toEqual(['card'])
  expect(codes('collectsContact', true)).toEqual(['paybutton'])
  expect(codes('isOffline', true)).toEqual([])
})

test.each([
  ['bank', ['http://company.example']],
  ['formpost', ['http://company.example']],
  ['qr', []],
  ['steps', []],
])('a redirect of %s may lead to %j', async (method, redirectOrigins) => {
  const { body } = await full.call('POST', `/payment-methods/sandbox/${method}`, payload)
  expect(body.redirectOrigins).toEqual(redirectOrigins)
})

const card = { id: 'payment-1', currency: 'EUR', number: '6000 1234 5678 1050', pin: '1234' }
const ask = (change: object = {}, path = 'sandbox/gift') =>
  full.call('POST', `/payment-methods/${path}/balance`, { ...card, ...change })

test('the balance of a gift card is told in major units', async () => {
  expect(await ask()).toEqual({ status: 200, body: { balance: 10.5, currency: 'EUR' } })
})

test.each([
  ['number', { number: '5000 1234 5678 1050' }],
  ['pin', { pin: '4321' }],
  ['pin', { pin: undefined }],
])('a wrong %s is named', async (field, change) => {
  const error = { code: 'invalid_data', field, message: `The ${field} is wrong.` }
  expect(await ask(change)).toEqual({ status: 422, body: { error } })
})

test.each(['sandbox/card', 'plain/free', 'other/gift'])('%s has no balance', async (path) => {
  expect(await ask({}, path)).toMatchObject({ status: 409, body: { error: { code: 'method-unavailable' } } })
})

test('a company that cannot be asked for a balance is a 502', async () => {
  full.company.spoil('balance', { before: (response) => answerJson(response, 500, {}) })
  expect(await ask()).toMatchObject({ status: 502, body: { error: { code: 'company-unavailable' } } })
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

test('a company that has to be asked for the config, and cannot be, is a 504', async () => {
  const slow = { ...createPlainConnector(), configOf: () => Promise.reject(new CompanyError('timeout')) }
  const { providers } = allMethods
  const lazy = await openWorld({
    connectors: [slow],
    configuration: { providers: providers.filter(({ providerId }) => providerId === 'plain') },
  })
  const answer = await lazy.call('POST', '/payment-methods/plain/banktransfer', payload)
  await lazy.close()
  expect(answer).toMatchObject({ status: 504, body: { error: { code: 'company-unavailable' } } })
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
