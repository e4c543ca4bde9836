import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { PaymentStatusMessage } from '@payloom/core/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

const day = 86_400_000
const canary = 'canary-ada@example.com'
let folder: string
let file: string
let clock: ManualClock
let shop: TestShop
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-retention-'))
  file = path.join(folder, 'store.sqlite')
  clock = createManualClock()
  shop = await openTestShop({ clock, store: createSqliteStore({ path: file, now: () => clock.now() }) })
})
afterEach(async () => {
  await shop.close()
  rmSync(folder, { recursive: true })
})

const outcomes = () => shop.events.flatMap((event) => (event.type === 'bus' ? [event.outcome] : []))
/** Resolves once it is told what became of the message. */
const send = async (kind: string, more: Partial<PaymentStatusMessage> = {}) => {
  const known = outcomes().length
  await shop.bus.publish({
    messageId: `msg-${kind}`,
    type: 'payment-status',
    body: {
      ...{ orderId: 'cart-1', status: kind, kind, factId: `f-${kind}`, attemptId: attemptId(1) },
      ...{ amount: eur(2000), providerTime: '2026-11-22T10:00:00Z' },
      payload: { payer: canary },
      ...more,
    },
  })
  await vi.waitFor(() => expect(outcomes()).toHaveLength(known + 1))
}
/** Everything that stands in any table. */
const dump = (): string => {
  const database = new DatabaseSync(file)
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  const rows = tables.map(({ name }) => database.prepare(`SELECT * FROM ${String(name)}`).all())
  database.close()
  return JSON.stringify(rows)
}

test('30 days after settling nothing personal is left, repeats are known, and a refund still comes', async () => {
  const fields = [{ name: 'payer', value: canary }]
  const leave = { outcome: 'redirect', url: `https://bank.example/?${canary}`, method: 'POST', fields }
  shop.orchestrator.script('POST /payment', () => ({ id: 'pay_1', step: 1, outcome: leave }))
  const quote = await shop.quote()
  expect((await shop.pay(1, { quote })).body.outcome).toBe('redirect')
  const token = String(shop.orchestrator.to('POST /payment')[0]?.body.returnUrl).split('/').at(-1)
  await fetch(`${shop.url}/return/${token}?payer=${canary}`, { redirect: 'manual' })
  await send('captured')
  expect(dump().split(canary).length).toBeGreaterThan(4)
  const before = await shop.status()
  expect(before.status).toBe('paid')

  await clock.leap(30 * day + 1)
  await clock.advance(61_000)
  expect(dump()).not.toContain(canary)
  expect(await shop.status()).toEqual(before)

  const told: string[] = []
  shop.service.on('PAYMENT_STATUS_UPDATED', ({ status }) => void told.push(status))
  await send('captured')
  expect(outcomes()).toEqual(['handled', 'repeated'])
  expect((await shop.pay(1, { quote })).body).toMatchObject({ outcome: 'pending', state: { status: 'paid' } })
  expect(shop.orchestrator.to('POST /payment')).toHaveLength(1)
  await clock.leap(day)
  await send('refunded')
  expect(told).toEqual(['refunded'])
  expect(await shop.status()).toMatchObject({ status: 'refunded', amounts: { refunded: eur(2000) } })
})

test('another message of an id whose body is erased is not taken for it (E4)', async () => {
  await shop.pay(1)
  await send('captured')
  await clock.leap(31 * day)
  await clock.advance(61_000)
  await send('captured', { amount: eur(1) })
  expect(shop.events).toContainEqual({
    ...{ type: 'bus', outcome: 'quarantined', reason: 'id-reused' },
    eventId: expect.stringMatching(/^msg-captured\./),
  })
  expect((await shop.status()).amounts.captured).toEqual(eur(2000))
})

test('a payment that is still waited for keeps what its shopper needs', async () => {
  const display = { kind: 'voucher', reference: canary }
  const shown = { outcome: 'pending', display }
  shop.orchestrator.script('POST /payment', () => ({ id: 'pay_1', step: 1, outcome: shown }))
  await shop.pay(1)
  await clock.leap(40 * day)
  await clock.advance(61_000)
  expect((await shop.status()).attempts[0]?.next).toMatchObject({ display })
})
