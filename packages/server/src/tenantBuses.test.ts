import { afterEach, beforeEach, expect, test } from 'vitest'
import { createManualClock } from './manualClock.fixture.ts'
import { attemptId, createCart, eur } from './testShop.fixture.ts'
import { openUpdateShop, refundOf, type UpdateShop } from './updates/updateShop.fixture.ts'

let one: UpdateShop
let other: UpdateShop
/** Two services, each with the bus of its own tenant, on one store; either has a cart 1. */
beforeEach(async () => {
  const clock = createManualClock()
  one = await openUpdateShop({ clock, busTenant: 'shop' })
  other = await openUpdateShop({ clock, busTenant: 'other', store: one.store })
  other.carts.set('cart-1', createCart('cart-1', 'ada', 'other'))
})
afterEach(async () => {
  await other.service.close()
  await one.close()
})

test('an order update that its bus did not confirm is sent again over the bus of its tenant alone (F3, E10)', async () => {
  await one.takePayment()
  one.broker.fate = 'refuses'
  await expect(one.send(refundOf('refund-1', 500))).rejects.toMatchObject({ code: 'not-confirmed' })
  await one.service.close()
  await one.clock.advance(60_000)
  expect(other.published).toEqual([])
  expect(await one.updates()).toMatchObject([{ updateId: 'refund-1', dueAt: expect.any(Number) }])
})

test('one message id of two tenants is two messages, and each is applied to its own payment (F3, E4)', async () => {
  await one.takePayment()
  await other.pay(1)
  await other.deliver({ amount: eur(1999), factId: 'captured-1' }, 'captured-1')
  expect((await one.status()).amounts.captured).toEqual(eur(2000))
  expect((await other.status()).amounts.captured).toEqual(eur(1999))
})

test('a message whose handler failed is tried again by the service of its tenant alone (F3, E7)', async () => {
  await one.pay(1)
  await other.pay(1)
  const heard: string[] = []
  one.service.on('PAYMENT_STATUS_UPDATED', () => {
    heard.push('one')
    throw new Error('the shop is down')
  })
  other.service.on('PAYMENT_STATUS_UPDATED', () => void heard.push('other'))
  await expect(one.deliver({ amount: eur(2000), attemptId: attemptId(1) })).rejects.toThrow('down')
  await one.clock.advance(5_000)
  expect(heard).toEqual(['one', 'one'])
  await one.service.close()
  await one.clock.advance(600_000)
  expect(heard).toEqual(['one', 'one'])
  expect((await other.status()).status).toBe('open')
})
