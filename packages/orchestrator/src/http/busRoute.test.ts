import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createWebhookSigner } from '@payloom/bus'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attemptId, busSecret, eventually, openWorld, type World } from '../world.fixture.ts'

let folder: string
let database: string
let world: World
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-orchestrator-'))
  database = path.join(folder, 'ledger.db')
  world = await openWorld({ database })
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

const shipped = { updateId: 'upd-1', orderId: 'payment-1', status: 'shipped' } as const
const chores = (): unknown[] => world.log.filter(({ event }) => event === 'order-update-received')

test('what the shop tells is taken by its signature, without the service token, and once', async () => {
  expect(await world.send(shipped)).toEqual({ status: 204, body: undefined })
  expect(await world.send(shipped)).toEqual({ status: 204, body: undefined })
  expect(chores()).toMatchObject([{ state: 'accepted' }, { state: 'known' }])
})

test.each([
  ['no signature', {}, 400],
  ['a signature of another secret', { secret: 9 }, 400],
  ['64 KB too much', { size: 65 * 1024 }, 413],
])('a message with %s is refused, and nothing is kept', async (_, { secret, size = 0 }: Case, status) => {
  const body = JSON.stringify({ ...shipped, padding: 'x'.repeat(size) })
  const secrets = [secret === undefined ? busSecret : `whsec_${Buffer.alloc(32, secret).toString('base64')}`]
  const isSigned = secret !== undefined || size > 0
  const headers = isSigned ? createWebhookSigner({ secrets }).sign('upd-1', body) : {}
  expect((await world.call('POST', '/bus', body, { ...headers })).status).toBe(status)
  expect(chores()).toEqual([])
})

interface Case {
  secret?: number
  size?: number
}

/** Runs SQL from another process, so to speak. */
const elsewhere = (text: string): void => {
  const file = new DatabaseSync(database)
  file.exec(text)
  file.close()
}

test('while the ledger fails, no update of the shop is acknowledged, and nothing half is kept (E12)', async () => {
  elsewhere('ALTER TABLE chores RENAME TO away')
  expect((await world.send(shipped)).status).toBe(500)
  elsewhere('ALTER TABLE away RENAME TO chores')
  expect((await world.send(shipped)).status).toBe(204)
  expect(chores()).toMatchObject([{ state: 'accepted' }])
})

test('while the ledger fails, no webhook is acknowledged, and its event is told when it comes again (E12)', async () => {
  await world.pay()
  const [payment] = world.company.payments
  elsewhere('ALTER TABLE bus_outbox RENAME TO away')
  expect((await world.tell(payment)).status).toBe(500)
  elsewhere('ALTER TABLE away RENAME TO bus_outbox')
  expect((await world.tell(payment)).body).toEqual({ state: 'recorded' })
  await eventually(() => expect(world.messages).toMatchObject([{ kind: 'captured', attemptId }]))
})
