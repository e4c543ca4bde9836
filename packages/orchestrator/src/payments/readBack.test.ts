import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerJson } from '../httpServer.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { attemptId, eventually, expectNothingBut, openWorld, type World } from '../world.fixture.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ timeout: 200 })
})
afterEach(() => world.close())

const read = () => world.call('GET', '/payment/payment-1')
const captured = {
  factId: 'evt_pay_1_1',
  attemptId,
  kind: 'captured',
  amount: { value: 1999, currency: 'EUR' },
  providerTime: '2026-11-22T10:00:00.000Z',
}
/** Lets a call of the company wait: resolves, once it came, with the answer to be given. */
const hold = (call: string, when: 'before' | 'after'): Promise<ServerResponse> =>
  new Promise((resolve) =>
    world.company.spoil(call, when === 'before' ? { before: resolve } : { after: resolve }),
  )
const names = { attemptId, provider: 'sandbox', method: 'card' }

test('a lost answer is found by its reference, with confirmed facts, which the shop is told too (A2)', async () => {
  world.company.spoil('create', { after: (response) => answerJson(response, 500, {}) })
  await world.pay()
  expect(await read()).toEqual({
    status: 200,
    body: {
      id: 'payment-1',
      attempts: [
        {
          ...names,
          id: 'pay_1',
          facts: [{ ...captured, confirmed: true }],
          result: { id: 'pay_1', step: 1, outcome: { outcome: 'complete' } },
        },
      ],
    },
  })
  await expectNothingBut(world, ['captured'])
})

test('an attempt that the company never heard of has no result and no facts', async () => {
  world.company.spoil('create', { before: (response) => answerJson(response, 503, {}) })
  await world.pay()
  expect((await read()).body).toEqual({ id: 'payment-1', attempts: [{ ...names, facts: [] }] })
})

test('an attempt that cannot arrive any more has failed, so that the shopper can try again', async () => {
  const clock = createManualClock()
  await world.close()
  world = await openWorld({ clock })
  world.company.spoil('create', { before: (response) => answerJson(response, 503, {}) })
  await world.pay()
  clock.advance(59_999)
  expect((await read()).body.attempts[0]).toEqual({ ...names, facts: [] })
  clock.advance(1)
  const { facts, result } = (await read()).body.attempts[0]
  expect(result).toEqual({
    step: 1,
    outcome: { outcome: 'failed', error: { code: 'network', retry: 'same' } },
  })
  expect(facts).toMatchObject([{ kind: 'failed', confirmed: true }])
  expect((await world.pay()).body).toEqual(result)
  expect(world.company.payments).toEqual([])
  expect(world.log).toContainEqual(expect.objectContaining({ event: 'fact-recorded', kind: 'failed' }))
})

test('an attempt that is taken up again has its time again', async () => {
  const clock = createManualClock()
  await world.close()
  world = await openWorld({ clock })
  for (const pause of [0, 50_000]) {
    clock.advance(pause)
    world.company.spoil('create', { before: (response) => answerJson(response, 503, {}) })
    await world.pay()
  }
  clock.advance(50_000)
  expect((await read()).body.attempts[0]).toEqual({ ...names, facts: [] })
})

test('an attempt that is being asked is not given up, and its read-back does not wait', async () => {
  const clock = createManualClock()
  await world.close()
  world = await openWorld({ clock })
  const pending = hold('create', 'before')
  let isAnswered = false
  const paid = world.pay().finally(() => (isAnswered = true))
  const response = await pending
  clock.advance(120_000)
  expect((await read()).body.attempts[0]).toEqual({ ...names, facts: [] })
  expect(isAnswered).toBe(false)
  answerJson(response, 503, {})
  await paid
})

test('an attempt that is taken up while its read-back runs is not given up', async () => {
  const clock = createManualClock()
  await world.close()
  world = await openWorld({ clock })
  const unavailable = () =>
    world.company.spoil('create', { before: (response) => answerJson(response, 503, {}) })
  unavailable()
  await world.pay()
  clock.advance(120_000)
  const pending = hold('find', 'before')
  const reading = read()
  const response = await pending
  unavailable()
  await world.pay()
  answerJson(response, 200, [])
  expect((await reading).body.attempts[0]).toEqual({ ...names, facts: [] })
})

test('a fact that came by webhook becomes confirmed, and the shop is not told twice', async () => {
  await world.pay()
  await world.tell(world.company.payments[0])
  expect((await read()).body.attempts[0].facts).toEqual([{ ...captured, confirmed: true }])
  await expectNothingBut(world, ['captured'])
})

test('what went on without us is found: the result is the newest, the step goes on', async () => {
  await world.pay({ data: { token: 'tok_challenge' } })
  const [payment] = world.company.payments
  Object.assign(payment ?? {}, { status: 'canceled' })
  const { result } = (await read()).body.attempts[0]
  expect(result).toEqual({ id: 'pay_1', step: 2, outcome: { outcome: 'canceled' } })
  expect((await read()).body.attempts[0].result).toEqual(result)
})

test.each([
  ['is down', (): Promise<void> => world.company.close()],
  ['does not answer', async (): Promise<void> => world.company.spoil('find', { before: () => undefined })],
])('while the company %s the answer is what the ledger knows, unconfirmed', async (_, fail) => {
  await world.pay()
  await world.tell(world.company.payments[0])
  await fail()
  const { status, body } = await read()
  expect(status).toBe(200)
  expect(body.attempts[0]).toEqual({
    ...names,
    id: 'pay_1',
    facts: [captured],
    result: { id: 'pay_1', step: 1, outcome: { outcome: 'complete' } },
  })
})

test('a payment of another amount or reference is not believed (F5)', async () => {
  await world.pay()
  Object.assign(world.company.payments[0] ?? {}, { amount: { value: 1, currency: 'EUR' } })
  expect((await read()).body.attempts[0].facts).toEqual([])
  expect(world.log).toContainEqual(expect.objectContaining({ event: 'company-failed', reason: 'mismatch' }))
})

test('a read-back that is faster than the answer stands, and the answer agrees with it', async () => {
  const early = new Promise<unknown>((resolve) => {
    world.company.spoil('create', {
      after: async (response) => {
        resolve((await read()).body.attempts[0].result)
        answerJson(response, 201, world.company.payments[0])
      },
    })
  })
  const { body } = await world.pay({ data: { token: 'tok_challenge' } })
  expect(body).toMatchObject({ step: 1, outcome: { outcome: 'action' } })
  expect(await early).toEqual(body)
})

test('all attempts of a payment are told, oldest first', async () => {
  const other = 'b'.repeat(32)
  await world.pay({ data: { token: 'tok_decline' } })
  await world.pay({ attemptId: other, provider: 'plain', method: 'banktransfer', data: {} })
  const { attempts } = (await read()).body
  expect(attempts.map((attempt: { attemptId: string }) => attempt.attemptId)).toEqual([attemptId, other])
  expect(attempts[1].facts).toMatchObject([{ kind: 'pending', confirmed: true }])
  await eventually(() => expect(world.messages.map(({ kind }) => kind).sort()).toEqual(['failed', 'pending']))
})

test('an unknown payment is a 404', async () => {
  expect(await read()).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
})
