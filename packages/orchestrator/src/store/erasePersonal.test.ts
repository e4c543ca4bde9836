import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { allMethods, attemptId, eventually, openWorld, type World } from '../world.fixture.ts'

const day = 86_400_000
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

/** Everything that the file holds, the outbox apart: that forgets by itself. */
const rows = (): string => {
  const file = new DatabaseSync(path.join(folder, 'ledger.db'), { readOnly: true })
  const tables = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const names = tables.map(({ name }) => String(name)).filter((name) => name !== 'bus_outbox')
  const text = JSON.stringify(names.map((name) => file.prepare(`SELECT * FROM ${name}`).all()))
  file.close()
  return text
}
const erased = (): unknown[] => world.log.filter(({ event }) => event === 'personal-erased')
/** A day passes, and the hour's look comes. */
const pass = async (days: number): Promise<void> => {
  clock.advance(days * day)
  await new Promise((resolve) => setImmediate(resolve))
}
/** A raw event, a field of a redirect, a parcel. */
const canaries = [/payment\.captured/, /payment_code/, /NL-PARCEL/]

test('what is personal of an attempt is erased 30 days after its last word, and its books stay', async () => {
  await world.pay({ method: 'formpost' })
  const [payment] = world.company.payments
  await world.tell(world.company.settle(payment, 'succeeded', 'payment.captured'))
  await world.pay({
    ...{ id: 'payment-2', attemptId: 'b'.repeat(32), provider: 'plain', method: 'banktransfer' },
  })
  const tracking = { name: 'post', number: 'NL-PARCEL-1' }
  const update = { updateId: 'upd-1', orderId: 'payment-2', status: 'shipped', tracking } as const
  expect((await world.send(update)).status).toBe(204)
  await eventually(() => expect(world.log).toContainEqual(expect.objectContaining({ kind: 'shipped' })))
  for (const canary of canaries) expect(rows()).toMatch(canary)
  await pass(29)
  expect(erased()).toEqual([])
  await pass(2)
  await eventually(() => expect(erased()).toMatchObject([{ event: 'personal-erased' }]))
  for (const canary of canaries) expect(rows()).not.toMatch(canary)
  const { attempts } = (await world.call('GET', '/payment/payment-1')).body
  expect(attempts[0].facts).toMatchObject([{ kind: 'captured', amount: { value: 1999 } }])
  expect((await world.tell(payment)).body.state).toBe('duplicate')
})

test('an attempt of which something is heard keeps what it has for as long again', async () => {
  await world.pay({ method: 'formpost' })
  await pass(29)
  await world.tell(world.company.settle(world.company.payments[0], 'succeeded', 'payment.captured'))
  await pass(2)
  expect([erased(), rows().includes('payment_code')]).toEqual([[], true])
  await pass(29)
  await eventually(() => expect(rows()).not.toContain('payment_code'))
})

test('an event whose attempt never came waits no longer than that', async () => {
  await world.pay()
  const data = { paymentId: 'pay_2', reference: 'b'.repeat(32) }
  expect((await world.tell(world.company.payments[0], { id: 'evt_early', data })).body.state).toBe('waiting')
  await pass(31)
  await eventually(() => expect(rows()).not.toContain('payment.captured'))
  expect((await world.pay({ attemptId: 'b'.repeat(32) })).status).toBe(200)
})

test('who wants to keep everything does', async () => {
  await world.restart({ eraseAfter: Infinity })
  await world.pay({ method: 'formpost' })
  await pass(400)
  expect([erased(), rows().includes('payment_code')]).toEqual([[], true])
  expect(rows()).toContain(attemptId)
})
