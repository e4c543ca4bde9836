import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ValidateRequest } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CompanyModel, createCompanyModel } from '../companyModel.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { createModelCart, createModelShop, type ModelShop } from '../modelShop.fixture.ts'
import { paymentState } from '../payment/paymentState.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import { attemptId } from '../testShop.fixture.ts'

const key = { tenant: 'shop', paymentId: 'cart-1' }
const context = { request: new Request('https://shop.example') }
const minute = 60_000
let folder: string
let company: CompanyModel
let clock: ManualClock
let shops: ModelShop[]
let stores: PaymentStore[]
/** When somebody asked how the payment stands, in seconds. */
let reads: number[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-recovery-'))
  clock = createManualClock()
  company = createCompanyModel()
  ;[shops, stores, reads] = [[], [], []]
  const { readPayment } = company.client
  const start = clock.now()
  company.client.readPayment = (paymentId) => {
    reads.push((clock.now() - start) / 1000)
    return readPayment(paymentId)
  }
})
afterEach(async () => {
  for (const { service } of shops) await service.close()
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true })
})

/** One more process on the same file. */
function start(): ModelShop {
  const store = createSqliteStore({ path: path.join(folder, 'store.sqlite'), now: () => clock.now() })
  const shop = createModelShop({ company, clock, store })
  shop.carts.set(key.paymentId, createModelCart(key.paymentId, 'v1', 2000))
  stores.push(store)
  shops.push(shop)
  return shop
}

async function pay({ service }: ModelShop, serial = 1): Promise<unknown> {
  const { methods } = await service.loadMethodList(context, { payment: key.paymentId })
  const request: ValidateRequest = {
    ...{ provider: 'sandbox', method: 'card', purpose: 'pay', data: {} },
    quote: methods[0]?.quote ?? '',
  }
  return service.validate(context, { ...key, attemptId: attemptId(serial), ...request })
}
const state = async () => {
  const record = await stores[0]?.read(key)
  return record && paymentState(record)
}
/** What was begun and never ends any more, as when its process has died. */
const begin = async (call: Promise<unknown>, hasBegun: () => boolean): Promise<void> => {
  void call.catch(() => undefined)
  await expect.poll(hasBegun).toBe(true)
}

describe('an answer that was lost', () => {
  test('is found out without anybody asking, and the shop is told (A2, A3)', async () => {
    const shop = start()
    const told: string[] = []
    shop.service.on('PAYMENT_STATUS_UPDATED', ({ status }) => void told.push(status))
    company.fateOf = () => 'answer-lost'
    await expect(pay(shop)).rejects.toMatchObject({ code: 'orchestrator-unavailable' })
    expect(await state()).toMatchObject({ status: 'open', settled: false })
    await clock.advance(3000)
    expect(await state()).toMatchObject({ status: 'paid', settled: true })
    expect(told).toEqual(['paid'])
    expect(company.messages).toHaveLength(1)
  })

  test('is asked for at once, then 5 s, 10 s and so on apart, never more than five minutes, until it is known', async () => {
    const shop = start()
    company.fateOf = () => 'answer-lost'
    await expect(pay(shop)).rejects.toMatchObject({ code: 'orchestrator-unavailable' })
    company.isDown = true
    await clock.advance(20 * minute)
    const pauses = reads.map((at, index) => at - (reads[index - 1] ?? 0))
    expect(pauses).toEqual([1, 5, 10, 20, 40, 80, 160, 300, 300])
    company.isDown = false
    await clock.advance(5 * minute)
    expect(await state()).toMatchObject({ status: 'paid' })
    reads = []
    await clock.advance(60 * minute)
    expect(reads).toEqual([])
  })

  test('of a request that never arrived is a failure, once it can arrive no more (A1)', async () => {
    const shop = start()
    company.fateOf = () => 'late'
    await expect(pay(shop)).rejects.toMatchObject({ code: 'orchestrator-unavailable' })
    await clock.advance(10_000)
    expect(await state()).toMatchObject({ status: 'failed', settled: true })
    company.arriveLate()
    expect(company.standing()).toEqual([])
  })
})

describe('a process that dies', () => {
  test.each(['hanging', 'answer-hanging'] as const)(
    'while the company is asked (%s) leaves an attempt that the next one finds out about (A15)',
    async (fate) => {
      const first = start()
      let hasBegun = false
      company.fateOf = () => {
        hasBegun = true
        return fate
      }
      await begin(pay(first), () => hasBegun)
      // The dead look after nothing; the living find the attempt in the store, when its lease has ended.
      await stores[0]?.close()
      const second = start()
      stores.shift()
      shops.shift()
      await clock.advance(59_000)
      expect(reads).toEqual([])
      await clock.advance(10_000)
      const isPaid = fate === 'answer-hanging'
      expect(await state()).toMatchObject({ status: isPaid ? 'paid' : 'failed', settled: true })
      expect(second.restored.map(({ status }) => status)).toEqual(isPaid ? [] : ['failed'])
    },
  )

  test('while an action is answered leaves a step that the next one reads', async () => {
    const first = start()
    company.verdictOf = () => 'waits'
    await pay(first)
    let hasBegun = false
    company.client.updatePayment = () => {
      hasBegun = true
      return new Promise(() => undefined)
    }
    const update = { ...key, attemptId: attemptId(1), step: 1, data: {} }
    await begin(first.service.updatePayment(context, update), () => hasBegun)
    company.shopperDecides(attemptId(1), 'pays')
    await clock.advance(61_000)
    expect(await state()).toMatchObject({ status: 'paid', settled: true })
  })
})

test('a process that dies between hearing of money and writing it down has the shop told all the same', async () => {
  const first = start()
  company.fateOf = () => 'answer-lost'
  await expect(pay(first)).rejects.toMatchObject({ code: 'orchestrator-unavailable' })
  const store = stores[0] as PaymentStore
  const { saveEvent } = store
  store.saveEvent = async (event) => {
    const saved = await saveEvent.call(store, event)
    store.update = () => new Promise(() => undefined)
    store.dueEvents = () => new Promise(() => undefined)
    return saved
  }
  await clock.advance(1000)
  expect(reads).toEqual([1])
  company.isDown = true
  shops.shift()
  const told: string[] = []
  start().service.on('PAYMENT_STATUS_UPDATED', ({ status }) => void told.push(status))
  await clock.advance(3000)
  expect(told).toEqual(['paid'])
})

test('two processes that look after one store ask once between them', async () => {
  const [shop] = [start(), start()]
  company.fateOf = () => 'answer-lost'
  await expect(pay(shop)).rejects.toMatchObject({ code: 'orchestrator-unavailable' })
  company.isDown = true
  await clock.advance(20_000)
  expect(reads).toEqual([1, 6, 16])
})

test('an attempt that waits for its shopper is left alone; one whose shopper came back is asked about', async () => {
  const shop = start()
  company.verdictOf = () => 'waits'
  await pay(shop)
  await clock.advance(10 * minute)
  expect(reads).toEqual([])
  const { returnUrl } = company.attempts.get(attemptId(1))?.payload ?? { returnUrl: '' }
  expect((await shop.service.fetch(new Request(returnUrl))).status).toBe(303)
  company.shopperDecides(attemptId(1), 'pays')
  await clock.advance(2000)
  expect(await state()).toMatchObject({ status: 'paid' })
})

test('a service that closes looks no more', async () => {
  const shop = start()
  company.fateOf = () => 'answer-lost'
  await expect(pay(shop)).rejects.toMatchObject({ code: 'orchestrator-unavailable' })
  await shop.service.close()
  await clock.advance(minute)
  expect(reads).toEqual([])
})
