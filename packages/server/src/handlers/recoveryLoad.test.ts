import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CompanyModel, createCompanyModel } from '../companyModel.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { createModelShop, type ModelShop } from '../modelShop.fixture.ts'
import { claimAttempt } from '../payment/claimAttempt.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import { attemptId, createCart, eur } from '../testShop.fixture.ts'

let folder: string
let company: CompanyModel
let clock: ManualClock
let store: PaymentStore
let shops: ModelShop[]
/** How often each payment was asked about. */
let reads: Map<string, number>

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-load-'))
  clock = createManualClock()
  company = createCompanyModel()
  reads = new Map()
  shops = []
  store = createSqliteStore({ path: ':memory:', now: () => clock.now() })
  const { readPayment } = company.client
  company.client.readPayment = (paymentId) => {
    reads.set(paymentId, (reads.get(paymentId) ?? 0) + 1)
    return readPayment(paymentId)
  }
})
afterEach(async () => {
  await Promise.all(shops.map(({ service }) => service.close()))
  await store.close()
  rmSync(folder, { recursive: true })
})

const start = (shared = store): ModelShop => {
  const shop = createModelShop({ company, clock, store: shared })
  shops.push(shop)
  return shop
}
const idOf = (serial: number): string => `cart-${String(serial).padStart(5, '0')}`
/** Payments whose request was never answered; it never arrived either. */
async function leaveUnknown(count: number): Promise<void> {
  for (let serial = 1; serial <= count; serial += 1) {
    const paymentId = idOf(serial)
    const key = { tenant: 'shop', paymentId }
    const now = clock.now()
    const attempt = {
      ...{
        attemptId: attemptId(serial),
        provider: 'sandbox',
        method: 'card',
        title: 'Card',
        amount: eur(2000),
      },
      ...{
        isOffline: false,
        version: 'v1',
        requestHash: 'r',
        unknownSince: now - 60_000,
        step: 0,
        answers: [],
      },
      createdAt: new Date(now - 60_000).toISOString(),
    }
    await store.update(key, (before, epoch) => {
      const { record, value } = claimAttempt(before, epoch, {
        ...{ key, payable: createCart(paymentId, 'ada'), attempt, now },
      })
      return {
        record: record && { ...record, orderId: `order-${serial}`, due: { at: now, tries: 0 } },
        value,
      }
    })
  }
}
/** Passes time until nothing more happens. */
const pass = async (seconds: number): Promise<void> => {
  for (let second = 0; second < seconds; second += 1) {
    await clock.advance(1000)
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
}
const open = async (): Promise<number> => (await store.findDue(clock.now() + 3_600_000)).length

test('thousands of lost answers are found out about within minutes', async () => {
  await leaveUnknown(2000)
  start()
  for (let seconds = 0; seconds < 120 && (await open()) > 0; seconds += 10) await pass(10)
  expect(await open()).toBe(0)
  expect([reads.size, Math.max(...reads.values())]).toEqual([2000, 1])
})

test('a payment whose company hangs for ever holds up no other, and is not asked about twice at once', async () => {
  await leaveUnknown(150)
  const { readPayment } = company.client
  company.client.readPayment = async (paymentId) => {
    const answer = await readPayment(paymentId)
    return paymentId <= idOf(3) ? new Promise(() => undefined) : answer
  }
  start()
  await pass(20)
  expect(await open()).toBe(3)
  expect(reads.get(idOf(1))).toBe(1)
  // Given up after a while, it is asked for again.
  await pass(120)
  expect(reads.get(idOf(1))).toBeGreaterThan(1)
  // Still hanging when the service closes: it is left behind.
  const closing = shops.pop()?.service.close()
  await pass(12)
  await closing
})

test('a shop that throws for ever over carts to give back holds up no payment', async () => {
  const shop = start()
  shop.restored.push = () => {
    throw new Error('no carts')
  }
  await leaveUnknown(120)
  await pass(60)
  expect(
    await Promise.all(
      [1, 60, 120].map(async (serial) => {
        const record = await store.read({ tenant: 'shop', paymentId: idOf(serial) })
        return record?.history.at(-1)?.status
      }),
    ),
  ).toEqual(['failed', 'failed', 'failed'])
})

test('a store that fails for a while is asked again, and nothing is lost', async () => {
  await leaveUnknown(30)
  let isBroken = true
  const failing = new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>
      return (...args: unknown[]) =>
        isBroken && ['findDue', 'update', 'read'].includes(String(name))
          ? Promise.reject(new Error('disk I/O error'))
          : method.apply(target, args)
    },
  })
  const shop = start(failing)
  await pass(5)
  expect(shop.events).toContainEqual(expect.objectContaining({ type: 'error', where: 'recovery' }))
  isBroken = false
  await pass(15)
  expect(await open()).toBe(0)
})

test('two processes on one file share what is due', async () => {
  await store.close()
  const file = path.join(folder, 'store.sqlite')
  store = createSqliteStore({ path: file, now: () => clock.now() })
  await leaveUnknown(100)
  const other = createSqliteStore({ path: file, now: () => clock.now() })
  ;[start(), start(other)]
  await pass(20)
  expect([reads.size, Math.max(...reads.values()), await open()]).toEqual([100, 1, 0])
  await Promise.all(shops.splice(0).map(({ service }) => service.close()))
  await other.close()
})

test('what is due is found by its index, however many payments there are', async () => {
  const file = path.join(folder, 'store.sqlite')
  await createSqliteStore({ path: file, now: () => clock.now() }).close()
  const database = new DatabaseSync(file)
  const plan = database
    .prepare(
      'EXPLAIN QUERY PLAN SELECT tenant, payment_id FROM payments WHERE due_at <= ? ORDER BY due_at LIMIT 100',
    )
    .all(1)
  database.close()
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('USING INDEX payments_due')])
})
