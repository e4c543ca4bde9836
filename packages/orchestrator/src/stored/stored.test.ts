import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerJson } from '../httpServer.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { type Answer, allMethods, attemptId, eventually, openWorld, type World } from '../world.fixture.ts'

let world: World
let clock: ManualClock
beforeEach(async () => {
  clock = createManualClock()
  world = await openWorld({ configuration: allMethods, clock })
})
afterEach(() => world.close())

const customerId = 'customer-1'
const mine = `/stored-payment-methods/${customerId}`
const [other, third] = ['b'.repeat(32), 'c'.repeat(32)]
const visa = {
  ...{ provider: 'sandbox', method: 'card', title: 'Visa', brand: 'visa', last4: '1111' },
  ...{ expiry: '12/40', needsCvc: false },
}
const payload = { id: 'payment-1', total: 20, currency: 'EUR', country: 'NL' }
const list = async (customer = mine): Promise<{ id: string }[]> => (await world.call('GET', customer)).body
const store = (change: Record<string, unknown> = {}): Promise<Answer> =>
  world.pay({ customerId, store: true, ...change })
const storeOne = async (change: Record<string, unknown> = {}): Promise<string> => {
  await store(change)
  return (await list()).at(-1)?.id ?? expect.fail('Nothing was stored.')
}
const payStored = (storedMethodId: string, change: Record<string, unknown> = {}): Promise<Answer> =>
  world.pay({
    ...{ id: 'payment-2', attemptId: other, purpose: 'pay-stored', customerId, storedMethodId, data: {} },
    ...change,
  })
const remove = (id: string): Promise<Answer> => world.call('DELETE', `${mine}/${id}`)
const sent = (call = 'create') =>
  world.company.requests.filter((request) => request.call === call).at(-1)?.body

test('a card that is stored while paying is listed, without the company’s name of it', async () => {
  await store()
  expect(sent()).toMatchObject({ token: 'tok_approve', store: true, customer: customerId })
  const [stored] = await list()
  expect(stored).toEqual({ id: expect.stringMatching(/^sm_[0-9a-f]{32}$/), ...visa })
  const { body } = await world.call('POST', '/payment-methods', { ...payload, customerId })
  expect(body.stored).toEqual([stored])
})

test('it is stored once, however often the company tells of it', async () => {
  await store()
  await store()
  await world.call('GET', '/payment/payment-1')
  await world.call('POST', '/payment/payment-1/cancel', { attemptId })
  expect(await list()).toHaveLength(1)
})

test('it is stored when a later action tells of it', async () => {
  await store({ data: { token: 'tok_challenge' } })
  for (const step of [1, 2]) {
    expect(await list()).toEqual([])
    const data = { actionId: `act_pay_1_${step}`, result: 'approve' }
    await world.call('PUT', '/payment/payment-1', { attemptId, step, data })
  }
  expect(await list()).toMatchObject([visa])
})

test('it is stored when a read-back tells of it', async () => {
  await store({ data: { token: 'tok_challenge' } })
  world.company.settle(world.company.payments[0], 'succeeded', 'payment.captured')
  await world.call('GET', '/payment/payment-1')
  expect(await list()).toMatchObject([visa])
})

test('one that the company names twice is one, and stays deleted', async () => {
  const id = await storeOne()
  world.company.spoil('create', {
    after: (response) => {
      const [first, second] = world.company.payments
      Object.assign(second ?? {}, { stored: first?.stored })
      answerJson(response, 201, second)
    },
  })
  await store({ id: 'payment-3', attemptId: third })
  expect(await list()).toMatchObject([{ id }])
  await remove(id)
  await world.call('GET', '/payment/payment-3')
  expect(await list()).toEqual([])
})

test('a lost answer is stored by the read-back', async () => {
  world.company.spoil('create', { after: (response) => answerJson(response, 500, {}) })
  await store()
  expect(await list()).toEqual([])
  await world.call('GET', '/payment/payment-1')
  expect(await list()).toHaveLength(1)
})

test.each([
  ['a guest stores nothing', { customerId: undefined }],
  ['nor does a customer who did not ask', { store: false }],
])('%s, whatever the company says', async (_, change) => {
  world.company.spoil('create', {
    after: (response) => {
      const [payment] = world.company.payments
      const stored = { id: 'src_1', brand: 'visa', last4: '1111', expiry: '12/40', needsCvc: false }
      answerJson(response, 201, { ...payment, stored })
    },
  })
  expect((await store(change)).status).toBe(200)
  expect(sent()).not.toHaveProperty('store')
  expect(await list()).toEqual([])
})

test('a method that cannot be stored is paid all the same', async () => {
  expect((await store({ method: 'teardown' })).body.outcome).toEqual({ outcome: 'complete' })
  expect(sent()).not.toHaveProperty('store')
})

test('customers see their own only', async () => {
  const id = await storeOne()
  expect(await list('/stored-payment-methods/customer-2')).toEqual([])
  expect((await world.call('DELETE', `/stored-payment-methods/customer-2/${id}`)).status).toBe(404)
  expect(await list()).toHaveLength(1)
})

test('a customer’s id may be any text of the shop’s', async () => {
  await store({ customerId: 'anna@example.com / ä' })
  expect(await list(`/stored-payment-methods/${encodeURIComponent('anna@example.com / ä')}`)).toHaveLength(1)
  expect(sent()?.customer).toMatch(/^[0-9a-f]{64}$/)
})

test('paying with it sends the company’s own name of it, and a CVC where that is wanted', async () => {
  const id = await storeOne()
  expect((await payStored(id, { data: { cvcToken: 'cvc_1' } })).body.outcome).toEqual({ outcome: 'complete' })
  // The company holds the card against its customer too.
  expect(sent()).toMatchObject({
    ...{ source: 'src_pay_1', cvcToken: 'cvc_1', reference: other, customer: customerId },
  })
  expect(sent()).not.toHaveProperty('token')
})

test('it is loaded with what may be shown of it', async () => {
  const id = await storeOne()
  const body = { ...payload, customerId, purpose: 'pay-stored', storedMethodId: id }
  const loaded = await world.call('POST', '/payment-methods/sandbox/card', body)
  expect(loaded.body).toMatchObject({ method: 'card', config: { amount: 2000 }, stored: { id, ...visa } })
  expect(JSON.stringify(loaded.body)).not.toContain('src_')
})

test.each([
  ['another customer’s', { customerId: 'customer-2' }],
  ['one of a guest', { customerId: undefined }],
  ['one that is none', { storedMethodId: 'sm_none' }],
  ['one of another method', { method: 'teardown' }],
])('%s cannot be paid with, nor be loaded', async (_, change) => {
  const id = await storeOne()
  const request = {
    ...payload,
    customerId,
    purpose: 'pay-stored',
    storedMethodId: id,
    method: 'card',
    ...change,
  }
  expect(await payStored(id, change)).toMatchObject({
    ...{ status: 409, body: { error: { code: 'method-unavailable' } } },
  })
  expect((await world.call('POST', `/payment-methods/sandbox/${request.method}`, request)).status).toBe(409)
  expect(world.company.payments).toHaveLength(1)
})

test('what is deleted is gone at once, and at the company', async () => {
  const id = await storeOne()
  expect(await remove(id)).toEqual({ status: 204, body: undefined })
  expect(await list()).toEqual([])
  expect((await payStored(id)).status).toBe(409)
  expect((await remove(id)).status).toBe(404)
  await eventually(() => expect(world.company.forgotten).toEqual(['src_pay_1']))
  // The company tells of it once more: it stays deleted.
  await world.call('GET', '/payment/payment-1')
  expect(await list()).toEqual([])
})

test('a company that is down is told later', async () => {
  const id = await storeOne()
  world.company.spoil('forget', { before: (response) => answerJson(response, 503, {}) })
  await remove(id)
  expect((await payStored(id)).body.error.code).toBe('method-unavailable')
  await eventually(() => expect(world.log).toContainEqual(expect.objectContaining({ result: 'later' })))
  await world.call('GET', '/healthz')
  expect(world.company.forgotten).toEqual([])
  clock.advance(1_000)
  await eventually(() => expect(world.company.forgotten).toEqual(['src_pay_1']))
})

test('a card that the company has forgotten already is deleted', async () => {
  const id = await storeOne()
  world.company.forgotten.push('src_pay_1')
  await remove(id)
  await eventually(() => expect(world.log).toContainEqual(expect.objectContaining({ result: 'done' })))
})

test('a payment under way keeps the card that it pays with', async () => {
  const id = await storeOne()
  const first = await payStored(id, { data: { cvcToken: 'cvc_challenge' } })
  await remove(id)
  await eventually(() => expect(world.log).toContainEqual(expect.objectContaining({ result: 'later' })))
  expect(world.company.forgotten).toEqual([])
  const data = (step: number) => ({ actionId: `act_pay_2_${step}`, result: 'approve' })
  for (const step of [first.body.step, first.body.step + 1]) {
    await world.call('PUT', '/payment/payment-2', { attemptId: other, step, data: data(step) })
  }
  expect(world.company.payments[1]?.status).toBe('succeeded')
  clock.advance(1_000)
  await eventually(() => expect(world.company.forgotten).toEqual(['src_pay_1']))
})

test('a payment whose answer was lost is taken up with the card that was deleted meanwhile', async () => {
  const id = await storeOne()
  world.company.spoil('create', { before: (response) => answerJson(response, 503, {}) })
  await payStored(id)
  await remove(id)
  expect((await payStored(id)).body.outcome).toEqual({ outcome: 'complete' })
  expect(sent()).toMatchObject({ source: 'src_pay_1' })
})

test('a payment that was left alone keeps it for a day at most', async () => {
  const id = await storeOne()
  await payStored(id, { data: { cvcToken: 'cvc_challenge' } })
  await remove(id)
  await eventually(() => expect(world.log).toContainEqual(expect.objectContaining({ result: 'later' })))
  clock.advance(24 * 3_600_000)
  await eventually(() => expect(world.company.forgotten).toEqual(['src_pay_1']))
})

const setup = { id: 'setup_1', kind: 'setup', purpose: 'setup', total: 0, amount: 0, items: [], customerId }

test('a set-up is offered the storable methods only', async () => {
  const { body } = await world.call('POST', '/payment-methods', {
    ...payload,
    total: 0,
    kind: 'setup',
    customerId,
  })
  expect(body.methods.map(({ method }: { method: string }) => method)).toEqual(['card'])
  expect([body.stored, body.unavailable]).toEqual([[], []])
})

test('a set-up stores the card, takes nothing and ends authorized', async () => {
  const { body } = await world.pay(setup)
  expect(body).toMatchObject({ step: 1, outcome: { outcome: 'complete' } })
  expect(sent()).toMatchObject({ amount: { value: 0, currency: 'EUR' }, store: true, customer: customerId })
  await world.tell(world.company.payments[0])
  const { facts } = (await world.call('GET', '/payment/setup_1')).body.attempts[0]
  expect(facts).toMatchObject([{ kind: 'authorized', amount: { value: 0, currency: 'EUR' } }])
  expect(await list()).toMatchObject([visa])
})

test('the component of a set-up is loaded for an amount of nothing', async () => {
  const body = { ...payload, id: 'setup_1', total: 0 }
  const loaded = await world.call('POST', `${mine}/sandbox/card/setup`, body)
  expect(loaded.body).toMatchObject({ method: 'card', isStorable: true, config: { amount: 0 } })
  const wrong = await world.call('POST', `${mine}/sandbox/card/setup`, { ...body, customerId: 'customer-2' })
  expect(wrong.status).toBe(400)
})

test.each([
  ['by a guest', { customerId: undefined }, 409],
  ['by a method that cannot be stored', { method: 'teardown' }, 409],
  ['with the purpose of a payment', { purpose: 'pay' }, 409],
  ['of a purchase', { kind: 'purchase', total: 5, amount: 5 }, 409],
  ['that costs something', { total: 5, amount: 5 }, 400],
])('a set-up %s is refused', async (_, change, status) => {
  expect((await world.pay({ ...setup, ...change })).status).toBe(status)
  expect(world.company.payments).toEqual([])
})
