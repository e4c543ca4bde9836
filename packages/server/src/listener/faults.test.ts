import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { NotStoredError } from '@payloom/bus'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, eur } from '../testShop.fixture.ts'
import { openUpdateShop, type UpdateShop } from '../updates/updateShop.fixture.ts'

let shop: UpdateShop
beforeEach(async () => {
  shop = await openUpdateShop()
})
afterEach(() => shop.close())

const paid = { amount: eur(2000), factId: 'captured-1' }
const told: string[] = []
const listen = (to: UpdateShop = shop) => {
  told.length = 0
  to.service.on('PAYMENT_STATUS_UPDATED', ({ paymentId, status }) => void told.push(`${paymentId} ${status}`))
}
const busOutcomes = (of: UpdateShop = shop) =>
  of.events.flatMap((event) => (event.type === 'bus' ? [event.outcome] : []))

describe('while the store is away or full', () => {
  const full = () => Promise.reject(new Error('database or disk is full'))

  test('nothing is acknowledged and nothing is told; what comes again afterwards counts once (E12)', async () => {
    await shop.pay(1)
    listen()
    const { saveEvent } = shop.store
    shop.store.saveEvent = full
    for (let times = 0; times < 5; times += 1) {
      await expect(shop.deliver(paid, 'msg-1')).rejects.toBeInstanceOf(NotStoredError)
    }
    expect(told).toEqual([])
    shop.store.saveEvent = saveEvent
    await shop.deliver(paid, 'msg-1')
    await shop.deliver(paid, 'msg-1')
    expect(told).toEqual(['cart-1 paid'])
  })

  test('a message that was stored, and no more, is no fault of the message; it is taken up when the store is back (E12)', async () => {
    await shop.pay(1)
    listen()
    const { update, patchEvent } = shop.store
    shop.store.update = full
    shop.store.patchEvent = full
    await expect(shop.deliver(paid, 'msg-1')).rejects.toBeInstanceOf(NotStoredError)
    expect((await shop.status()).status).toBe('open')
    shop.store.update = update
    shop.store.patchEvent = patchEvent
    await shop.clock.advance(62_000)
    expect(told).toEqual(['cart-1 paid'])
  })

  test('a due look that fails is made again (E12)', async () => {
    await shop.pay(1)
    const { dueEvents } = shop.store
    let isBroken = true
    shop.service.on('PAYMENT_STATUS_UPDATED', () => {
      if (isBroken) throw new Error('down')
    })
    await shop.deliver(paid, 'msg-1').catch(() => undefined)
    isBroken = false
    shop.store.dueEvents = full
    await shop.clock.advance(10_000)
    expect(busOutcomes().at(-1)).toBe('failed')
    shop.store.dueEvents = dueEvents
    await shop.clock.advance(2000)
    expect(busOutcomes().at(-1)).toBe('handled')
  })
})

describe('a handler', () => {
  test('that hangs for each of 250 messages holds up no other that is tried again (E7)', async () => {
    await shop.pay(1)
    await shop.pay(2, {}, 'bob')
    listen()
    const { promise: hanging, resolve: goOn } = Promise.withResolvers<void>()
    const receivedAt = new Date(shop.clock.now()).toISOString()
    const save = (serial: number, orderId: string, of: number) =>
      shop.store.saveEvent({
        eventId: `msg-${serial}`,
        body: JSON.stringify({
          ...{ orderId, status: 'pending', kind: 'pending', factId: `pending-${serial}` },
          attemptId: attemptId(of),
        }),
        paymentId: orderId,
        receivedAt,
        tries: 0,
        nextTryAt: shop.clock.now() + serial,
      })
    for (let serial = 0; serial < 250; serial += 1) await save(serial, 'cart-1', 1)
    await save(250, 'cart-2', 2)
    shop.service.on('PAYMENT_STATUS_UPDATED', ({ paymentId }) =>
      paymentId === 'cart-1' ? hanging : undefined,
    )
    await shop.clock.advance(5000)
    expect(told.filter((text) => text.startsWith('cart-2'))).toEqual(['cart-2 pending'])
    expect(told).toHaveLength(251)
    goOn()
  })

  test('that has failed once is tried again by the service: a carrier that repeats the message need not keep it (E7)', async () => {
    await shop.pay(1)
    let tries = 0
    shop.service.on('PAYMENT_STATUS_UPDATED', () => {
      tries += 1
      if (tries < 4) throw new Error('down')
    })
    await expect(shop.deliver(paid, 'msg-1')).rejects.toThrow('down')
    await shop.deliver(paid, 'msg-1')
    expect(tries).toBe(2)
    await shop.clock.advance(60_000)
    expect(tries).toBe(4)
    expect(busOutcomes().at(-1)).toBe('handled')
  })
})

test('a message that comes before its payment is told and counted once the payment is there, by whichever process has it (E6, E9)', async () => {
  const other = await openUpdateShop({ store: shop.store, clock: shop.clock })
  listen()
  await other.deliver(paid, 'msg-1')
  expect(busOutcomes(other)).toEqual(['waiting'])
  await shop.pay(1)
  await expect.poll(async () => (await other.status()).status).toBe('paid')
  await expect.poll(() => told).toEqual(['cart-1 paid'])
  await other.service.close()
})

test('two services on one file: each message is handled by one, and both answer with what it made (E9)', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'payloom-two-'))
  const open = () =>
    openUpdateShop({
      clock: shop.clock,
      store: createSqliteStore({ path: path.join(folder, 'store.sqlite') }),
    })
  const [one, two] = [await open(), await open()]
  const heard: string[] = []
  one.service.on('PAYMENT_STATUS_UPDATED', ({ status }) => void heard.push(`one ${status}`))
  two.service.on('PAYMENT_STATUS_UPDATED', ({ status }) => void heard.push(`two ${status}`))
  await one.pay(1)
  await one.deliver({ kind: 'authorized', amount: eur(2000) }, 'msg-1')
  expect((await two.status()).status).toBe('authorized')
  await two.deliver(paid, 'msg-2')
  expect(await one.status()).toMatchObject({ status: 'paid', revision: (await two.status()).revision })
  // The carrier repeats both to the other one: its acknowledgement was lost.
  await two.deliver({ kind: 'authorized', amount: eur(2000) }, 'msg-1')
  await one.deliver(paid, 'msg-2')
  await shop.clock.advance(120_000)
  expect(heard).toEqual(['one authorized', 'two paid'])
  await expect(two.send({ updateId: 'a', orderId: 'cart-1', status: 'refunded' })).resolves.toMatchObject({
    updateId: 'a',
  })
  for (const each of [one, two]) await each.close()
  rmSync(folder, { recursive: true })
})
