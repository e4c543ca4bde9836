import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerJson } from '../httpServer.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { type Answer, allMethods, attemptId, eventually, openWorld, type World } from '../world.fixture.ts'

let folder: string
let world: World
let clock: ManualClock
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-orchestrator-'))
  clock = createManualClock()
  world = await openWorld({ configuration: allMethods, clock, database: path.join(folder, 'ledger.db') })
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

const rest = 'b'.repeat(32)
const card = { number: '6000123456781000', pin: '1234' }
const hold = (change: Record<string, unknown> = {}): Promise<Answer> =>
  world.pay({ method: 'gift', data: card, ...change })
const payRest = (change: Record<string, unknown> = {}): Promise<Answer> =>
  world.pay({ attemptId: rest, total: 9.99, amount: 9.99, ...change })
const cancel = (attempt = attemptId): Promise<Answer> =>
  world.call('POST', '/payment/payment-1/cancel', { attemptId: attempt })
const read = async () => (await world.call('GET', '/payment/payment-1')).body.attempts
const [gift, other] = [() => world.company.payments[0], () => world.company.payments[1]]
const calls = (call: string) => world.company.requests.filter((request) => request.call === call)
const down = { before: (response: Parameters<typeof answerJson>[0]) => answerJson(response, 503, {}) }
const tried = (result: string): Promise<void> =>
  eventually(() =>
    expect(world.log).toContainEqual(expect.objectContaining({ event: 'chore-tried', result })),
  )
/** The shop reads back before it lets another attempt through. */
const holdAndRead = async (): Promise<void> => {
  await hold()
  await read()
}

test('a gift card holds what it has, and the rest is due', async () => {
  expect((await hold()).body).toEqual({
    ...{ id: 'pay_1', step: 1 },
    outcome: { outcome: 'partial', due: { value: 999, currency: 'EUR' } },
  })
  expect((await read())[0].facts).toMatchObject([
    { kind: 'authorized', amount: { value: 1000, currency: 'EUR' }, confirmed: true },
  ])
})

test('the webhook of a held part is believed, although it is less than was asked for', async () => {
  await hold()
  expect((await world.tell(gift())).body.state).toBe('recorded')
})

test.each([
  ['more than was asked for', { amount: { value: 2000, currency: 'EUR' } }],
  ['another currency', { amount: { value: 1000, currency: 'USD' } }],
])('a hold of %s is not (F5)', async (_, data) => {
  await hold()
  expect((await world.tell(gift(), { data })).body.state).toBe('quarantined')
})

test('a gift card that has enough pays all at once', async () => {
  expect((await hold({ data: { ...card, number: '6000123456789999' } })).body.outcome).toEqual({
    outcome: 'complete',
  })
})

test('a wrong PIN is a failure that names the field', async () => {
  expect((await hold({ data: { ...card, pin: '4321' } })).body.outcome).toMatchObject({
    ...{ outcome: 'failed', error: { code: 'invalid_data', retry: 'same', field: 'pin' } },
  })
})

test('a part that is taken off goes back', async () => {
  await holdAndRead()
  expect((await cancel()).body).toMatchObject({ step: 2, outcome: { outcome: 'canceled' } })
  expect(gift()?.status).toBe('canceled')
  await world.tell(gift())
  expect((await read())[0].facts).toMatchObject([{ kind: 'authorized' }, { kind: 'voided', confirmed: true }])
})

test.each([
  ['a webhook', () => world.tell(other())],
  ['a read-back', () => read()],
])('a held part is taken once %s says that the rest is paid', async (_, learn) => {
  await holdAndRead()
  await payRest()
  expect(gift()?.status).toBe('authorized')
  await learn()
  await eventually(() => expect(gift()?.status).toBe('succeeded'))
  const [attempt] = await read()
  expect(attempt.result).toMatchObject({ step: 2, outcome: { outcome: 'complete' } })
  expect(attempt.facts).toMatchObject([{ kind: 'authorized' }, { kind: 'captured', amount: { value: 1000 } }])
  expect(calls('capture')).toHaveLength(1)
})

test('nothing is taken while the rest fails, waits, or is held too', async () => {
  await holdAndRead()
  await payRest({ data: { token: 'tok_decline' } })
  await payRest({ attemptId: 'c'.repeat(32), data: { token: 'tok_challenge' } })
  const second = { ...card, number: '6000999999990100' }
  await payRest({ attemptId: 'd'.repeat(32), method: 'gift', data: second })
  await read()
  expect(world.company.payments.map(({ status }) => status)).toEqual([
    ...['authorized', 'failed', 'requires_action', 'authorized'],
  ])
  expect(calls('capture')).toEqual([])
  await payRest({ attemptId: 'e'.repeat(32), total: 8.99, amount: 8.99 })
  await read()
  await eventually(() => expect(calls('capture')).toHaveLength(2))
})

test('an earlier attempt that succeeds after all was for the whole: the part is not taken', async () => {
  await world.pay({ attemptId: rest, data: { token: 'tok_challenge' } })
  await holdAndRead()
  world.company.settle(world.company.payments[0], 'succeeded', 'payment.captured')
  await read()
  await world.call('GET', '/healthz')
  expect(calls('capture')).toEqual([])
})

test('a part of another payment is left alone', async () => {
  await holdAndRead()
  await payRest({ id: 'payment-2' })
  await world.call('GET', '/payment/payment-2')
  expect(calls('capture')).toEqual([])
})

test('a company that is down is asked again, ever later, until it answers', async () => {
  await holdAndRead()
  await payRest()
  for (let count = 0; count < 3; count += 1) world.company.spoil('capture', down)
  await read()
  const pauses = [1_000, 2_000, 4_000]
  for (const [index, pause] of pauses.entries()) {
    await eventually(() => expect(tries()).toHaveLength(index + 1))
    await world.call('GET', '/healthz')
    clock.advance(pause - 1)
    await world.call('GET', '/healthz')
    expect(calls('capture')).toHaveLength(index + 1)
    clock.advance(1)
  }
  await eventually(() => expect(gift()?.status).toBe('succeeded'))
  await tried('done')
})

const tries = () => world.log.filter((entry) => entry.event === 'chore-tried')

test('a capture outlives the process', async () => {
  await holdAndRead()
  await payRest()
  world.company.spoil('capture', down)
  await read()
  await tried('later')
  await world.restart({ configuration: allMethods, clock })
  clock.advance(1_000)
  await eventually(() => expect(gift()?.status).toBe('succeeded'))
})

test('a part that has to be taken is not given back any more', async () => {
  await holdAndRead()
  await payRest()
  world.company.spoil('capture', down)
  await read()
  await tried('later')
  expect((await cancel()).body.outcome).toMatchObject({ outcome: 'partial' })
  expect(calls('cancel')).toEqual([])
  clock.advance(1_000)
  await eventually(() => expect(gift()?.status).toBe('succeeded'))
})

test('nor is one whose rest is complete, before that was told', async () => {
  await holdAndRead()
  await payRest()
  expect((await cancel()).body.outcome).toMatchObject({ outcome: 'partial' })
  expect(calls('cancel')).toEqual([])
})

test('nor is one whose rest is paid by an answer that was lost', async () => {
  await holdAndRead()
  world.company.spoil('create', { after: (response) => answerJson(response, 500, {}) })
  await payRest()
  world.company.spoil('capture', down)
  await world.tell(other())
  await tried('later')
  expect((await cancel()).body.outcome).toMatchObject({ outcome: 'partial' })
  expect(calls('cancel')).toEqual([])
})

test('a part is given back whose rest has failed', async () => {
  await holdAndRead()
  await payRest({ data: { token: 'tok_decline' } })
  expect((await cancel()).body.outcome).toEqual({ outcome: 'canceled' })
})

test('a part that was given back is never taken', async () => {
  await holdAndRead()
  await cancel()
  await payRest()
  await read()
  await world.call('GET', '/healthz')
  expect(calls('capture')).toEqual([])
})

test('nor is one that is given back elsewhere while its capture waits', async () => {
  await holdAndRead()
  await payRest()
  world.company.spoil('capture', down)
  await read()
  await tried('later')
  await world.tell(world.company.settle(gift(), 'canceled', 'payment.voided'))
  clock.advance(1_000)
  await tried('done')
  expect(calls('capture')).toHaveLength(1)
})

test('a part that was given back elsewhere just says so', async () => {
  await holdAndRead()
  await payRest()
  world.company.settle(gift(), 'canceled', 'payment.voided')
  await world.tell(other())
  await tried('done')
  expect(gift()?.status).toBe('canceled')
  expect((await read())[0].result.outcome).toEqual({ outcome: 'canceled' })
})

test('neither number nor PIN is kept, logged or told', async () => {
  await holdAndRead()
  await world.tell(gift())
  await world.call('POST', '/payment-methods/sandbox/gift/balance', {
    id: 'payment-1',
    currency: 'EUR',
    ...card,
  })
  const file = new DatabaseSync(path.join(folder, 'ledger.db'), { readOnly: true })
  const tables = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const rows = tables.flatMap(({ name }) => file.prepare(`SELECT * FROM ${String(name)}`).all())
  file.close()
  expect(JSON.stringify(rows)).toContain(attemptId)
  expect(JSON.stringify([rows, world.log, world.messages])).not.toMatch(/600012345678|"1234"|pin/)
})

test('the same card again gets the first answer, another one a 422', async () => {
  const { body } = await hold()
  expect((await hold()).body).toEqual(body)
  expect((await hold({ data: { ...card, pin: '4321' } })).status).toBe(422)
  expect((await hold({ data: { ...card, number: '6000123456781001' } })).status).toBe(422)
})
