import { mkdtempSync, rmSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerJson } from './httpServer.fixture.ts'
import { attemptId, eventually, openWorld, type World } from './world.fixture.ts'

let folder: string
let database: string
let world: World
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-orchestrator-'))
  database = path.join(folder, 'orchestrator.db')
  world = await openWorld({ database })
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

test('a message that the shop could not take is told by the next process', async () => {
  world.shop.status = 503
  await world.pay()
  await world.tell(world.company.payments[0])
  await eventually(() =>
    expect(world.log).toContainEqual(expect.objectContaining({ event: 'bus-refused', reason: 'status 503' })),
  )
  world.shop.status = 0
  await world.restart()
  await eventually(() => expect(world.messages).toMatchObject([{ kind: 'captured', attemptId }]))
})

test('the first answer and the step outlive the process', async () => {
  const first = await world.pay({ data: { token: 'tok_challenge' } })
  await world.restart()
  expect(await world.pay({ data: { token: 'tok_challenge' } })).toEqual(first)
  const data = { actionId: 'act_pay_1_1', result: 'approve' }
  const { body } = await world.call('PUT', '/payment/payment-1', { attemptId, step: 1, data })
  expect([body.step, body.outcome.action.id]).toEqual([2, 'act_pay_1_2'])
  expect(world.company.payments).toHaveLength(1)
})

test('an attempt whose answer no process ever saw is taken up (A2, A15)', async () => {
  world.company.spoil('create', { after: (response) => answerJson(response, 500, {}) })
  await world.pay()
  await world.restart()
  expect((await world.pay()).body).toEqual({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })
  expect(world.company.payments).toHaveLength(1)
})

test('an event that waits for its attempt outlives the process, and one that was told is not told again', async () => {
  const other = 'b'.repeat(32)
  await world.pay()
  await world.tell(world.company.payments[0])
  await world.tell(world.company.payments[0], {
    id: 'evt_early',
    data: { paymentId: 'pay_2', reference: other },
  })
  await eventually(() => expect(world.messages).toHaveLength(1))
  await world.restart()
  expect((await world.tell(world.company.payments[0])).body.state).toBe('duplicate')
  await world.pay({ attemptId: other })
  await eventually(() => expect(world.messages).toHaveLength(2))
  expect(world.messages.map(({ factId }) => factId)).toEqual(['evt_pay_1_1', 'evt_early'])
})

test('an attempt whose provider is not configured any more is unknown, and not refused', async () => {
  world.company.spoil('create', { after: (response) => answerJson(response, 500, {}) })
  await world.pay()
  await world.restart({ configuration: { providers: [] }, connectors: [] })
  expect(await world.pay()).toMatchObject({ status: 502, body: { error: { code: 'company-unavailable' } } })
  const { status, body } = await world.call('GET', '/payment/payment-1')
  expect([status, body.attempts]).toEqual([
    200,
    [{ attemptId, provider: 'sandbox', method: 'card', facts: [] }],
  ])
})

test('close waits for the request that runs', async () => {
  const paid = new Promise<void>((resolve) => {
    world.company.spoil('create', {
      after: (response) => {
        void world.restart().then(resolve)
        answerJson(response, 201, world.company.payments[0])
      },
    })
  })
  await world.pay().catch(() => undefined)
  await paid
  expect((await world.pay()).body.outcome).toEqual({ outcome: 'complete' })
  expect(world.company.requests.filter(({ call }) => call === 'create')).toHaveLength(1)
})

test('an answer of the company that comes while the process ends is kept (A15)', async () => {
  const arrived = new Promise<ServerResponse>((resolve) => world.company.spoil('create', { after: resolve }))
  const cut = world.pay().catch(() => 'cut')
  const response = await arrived
  const restarted = world.restart()
  expect(await cut).toBe('cut')
  answerJson(response, 201, world.company.payments[0])
  await restarted
  expect((await world.pay()).body.outcome).toEqual({ outcome: 'complete' })
  expect(world.company.requests.map(({ call }) => call)).toEqual(['create'])
})

test('neither card data nor tokens are kept', async () => {
  await world.pay({ data: { token: 'tok_approve', number: '4111111111111111' } })
  await world.tell(world.company.payments[0])
  const file = new DatabaseSync(database, { readOnly: true })
  const tables = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const rows = tables.flatMap(({ name }) => file.prepare(`SELECT * FROM ${String(name)}`).all())
  file.close()
  expect(JSON.stringify(rows)).toContain(attemptId)
  expect(JSON.stringify(rows)).not.toMatch(/4111111111111111|tok_|sk_|whsec_|very_secret/)
})

test('a database of a newer version is refused, not spoiled', async () => {
  await world.orchestrator.close()
  const file = new DatabaseSync(database)
  file.exec('PRAGMA user_version = 99')
  file.close()
  await expect(world.restart()).rejects.toThrow("newer than this version's")
})
