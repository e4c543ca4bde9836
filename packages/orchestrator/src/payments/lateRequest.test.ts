import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Fault } from '../company.fixture.ts'
import { answerJson } from '../httpServer.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { type Answer, attemptId, openWorld, type World } from '../world.fixture.ts'

let world: World
let clock: ManualClock
beforeEach(async () => {
  clock = createManualClock()
  world = await openWorld({ clock })
})
afterEach(() => world.close())

const cancel = (id = 'payment-1', attempt = attemptId): Promise<Answer> =>
  world.call('POST', `/payment/${id}/cancel`, { attemptId: attempt })
const canceled = { status: 200, body: { step: 1, outcome: { outcome: 'canceled' } } }
const cut = { before: (response: ServerResponse) => void response.destroy() }
const answers = (status: number): Fault => ({ before: (response) => answerJson(response, status, {}) })

/** The request may lie in some gateway between here and the company. */
test.each<[string, Fault[]]>([
  ['was cut off', [cut, cut]],
  ['was cut off and refused when it was sent again', [cut, answers(503)]],
  ['a gateway gave up on', [answers(504)]],
  ['a gateway lost', [answers(502)]],
])('an attempt whose request %s is not canceled before it could have arrived', async (_, faults) => {
  for (const fault of faults) world.company.spoil('create', fault)
  expect((await world.pay()).status).toBe(502)
  expect(await cancel()).toMatchObject({ status: 409, body: { error: { code: 'attempt-in-progress' } } })
  clock.advance(59_999)
  expect((await cancel()).status).toBe(409)
  clock.advance(1)
  expect(await cancel()).toEqual(canceled)
})

test('an attempt whose first request may still arrive is not canceled because a second one was refused', async () => {
  world.company.spoil('create', answers(504))
  await world.pay()
  world.company.spoil('create', answers(503))
  await world.pay()
  expect((await cancel()).status).toBe(409)
})

test('an attempt whose company was not there is canceled at once', async () => {
  world.company.spoil('create', answers(503))
  await world.pay()
  expect(await cancel()).toEqual(canceled)
})

test('an attempt that never came here is ended all the same: a late request with its id starts nothing', async () => {
  expect(await cancel()).toEqual(canceled)
  expect(await cancel()).toEqual(canceled)
  expect(await world.pay()).toMatchObject({ status: 410, body: { error: { code: 'attempt-burnt' } } })
  expect(world.company.requests).toEqual([])
  expect((await world.call('GET', '/payment/payment-1')).status).toBe(404)
  expect((await world.pay({ attemptId: 'b'.repeat(32) })).status).toBe(200)
})

test('a request that was burnt for one payment starts nothing for another', async () => {
  await cancel('payment-2')
  expect((await world.pay()).status).toBe(410)
})

test('an attempt of another payment is not ended, and not told of', async () => {
  await world.pay({ data: { token: 'tok_challenge' } })
  expect(await cancel('payment-2')).toMatchObject({
    status: 404,
    body: { error: { code: 'unknown-attempt' } },
  })
  expect(world.company.payments[0]?.status).toBe('requires_action')
})
