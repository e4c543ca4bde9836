import type { OrderAttempt } from '@payloom/server'
import { beforeEach, describe, expect, test } from 'vitest'
import type { LogEntry } from '../log.ts'
import type { Session } from '../session/sessionStore.ts'
import { createShop, type Shop } from '../shop.ts'
import { openShopDatabase } from '../store/openShopDatabase.ts'
import { createOrders } from './createOrders.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const attempt: OrderAttempt = {
  attemptId: '0'.repeat(32),
  provider: 'sandbox',
  method: 'paybutton',
  title: 'Wallet',
  amount: eur(9395),
  isOffline: false,
}

let shop: Shop
let session: Session
let log: LogEntry[]

beforeEach(async () => {
  log = []
  shop = createShop({
    database: openShopDatabase(':memory:'),
    now: () => 0,
    standingOf: async () => ({ kind: 'open' }),
  })
  session = shop.sessions.create()
  await shop.setQuantity(session, 'linen-throw', 1)
})

const payable = async () => {
  const found = await createOrders(shop, (entry) => log.push(entry)).resolve(session.id, session)
  if (!found) throw new Error('there is no such payment')
  return found
}

test('a sheet that chooses express has the price of express, and so has the order', async () => {
  const orders = createOrders(shop, (entry) => log.push(entry))
  const before = await payable()
  const quoted = await orders.quote?.(before, { shippingOptionId: 'express' })
  expect(quoted).toMatchObject({
    payable: { total: eur(9895) },
    errors: [],
    lineItems: [
      { label: 'Subtotal', amount: eur(8900) },
      { label: 'Shipping', amount: eur(995) },
    ],
    shippingOptions: [
      { id: 'standard', label: 'Standard', amount: eur(495) },
      { id: 'express', label: 'Express', amount: eur(995) },
    ],
  })
  expect(quoted?.payable.version).not.toBe(before.version)
  expect(await payable()).toEqual(quoted?.payable)
})

test('a sheet that opens while express is chosen is offered express first', async () => {
  await shop.saveShippingOption(session, 'express')
  const shippingAddress = { country: 'NL', city: 'Amsterdam' }
  const quoted = await createOrders(shop, (entry) => log.push(entry)).quote?.(await payable(), {
    shippingAddress,
  })
  expect(quoted).toMatchObject({
    payable: { total: eur(9895) },
    shippingOptions: [{ id: 'express' }, { id: 'standard' }],
  })
  // A sheet may be closed again: the form keeps the shopper's own address.
  expect(shop.sessions.find(session.id)?.contact.city).toBe('Leiden')
})

test('an address in another country has another parcel', async () => {
  const shippingAddress = { country: 'DE', city: 'Berlin', postalCode: '10115' }
  const quoted = await createOrders(shop, (entry) => log.push(entry)).quote?.(await payable(), {
    shippingAddress,
  })
  expect(quoted).toMatchObject({ payable: { total: eur(9595), country: 'DE' }, errors: [] })
})

test.each([
  ['we do not send to', 'BR', 'country'],
  ['has another currency', 'US', 'currency'],
])('an address that %s changes nothing and says why', async (_, country, code) => {
  const before = await payable()
  const quoted = await createOrders(shop, (entry) => log.push(entry)).quote?.(before, {
    shippingAddress: { country },
  })
  expect(quoted).toMatchObject({ errors: [{ code, field: 'country' }] })
  expect(await payable()).toEqual(before)
  const contact = { shippingAddress: { country } }
  expect(
    await createOrders(shop, (entry) => log.push(entry)).place(before, { ...attempt, contact }),
  ).toMatchObject({
    issues: [{ code }],
  })
})

test('an order cannot go where the parcel costs more than was quoted', async () => {
  const contact = { shippingAddress: { country: 'DE', city: 'Berlin', postalCode: '10115' } }
  expect(
    await createOrders(shop, (entry) => log.push(entry)).place(await payable(), { ...attempt, contact }),
  ).toMatchObject({
    issues: [{ code: 'country', field: 'country' }],
  })
  expect(shop.orders.findByPayment(session.paymentId)).toBeUndefined()
  await createOrders(shop, (entry) => log.push(entry)).quote?.(await payable(), contact)
  expect(
    await createOrders(shop, (entry) => log.push(entry)).place(await payable(), { ...attempt, contact }),
  ).toHaveProperty('orderId')
})

test('the order goes to whom the sheet said', async () => {
  const shippingAddress = {
    name: 'Grace Loom',
    line1: 'Keizersgracht 1',
    postalCode: '1015 CJ',
    city: 'Amsterdam',
    country: 'NL',
  }
  const contact = { email: 'grace@example.com', shippingAddress }
  const placed = await createOrders(shop, (entry) => log.push(entry)).place(await payable(), {
    ...attempt,
    contact,
  })
  if (!('orderId' in placed)) throw new Error('no order')
  expect(shop.orders.findOwn(session.id, placed.orderId)?.contact).toEqual({
    email: 'grace@example.com',
    ...shippingAddress,
  })
})

test('what costs nothing is an item too, so that its order is not empty', async () => {
  await shop.setQuantity(session, 'linen-throw', 0)
  await shop.setQuantity(session, 'fabric-samples', 1)
  expect(await payable()).toMatchObject({ total: eur(0), items: [{ id: 'fabric-samples' }] })
})

test('a guest is no customer; who signs in is one, with a country and its currency', async () => {
  const orders = createOrders(shop, (entry) => log.push(entry))
  expect(await orders.customer?.(session.id)).toBeNull()
  expect(await orders.customer?.('unknown')).toBeNull()
  shop.sessions.signIn(session.id)
  expect(await orders.customer?.(session.id)).toMatchObject({ currency: 'EUR', country: 'NL', locale: 'en' })
  expect((await payable()).customerId).toBe(shop.sessions.find(session.id)?.customerId)
})

describe('an order whose payment ended without money', () => {
  const lines = () => shop.priced(current()).lines.map(({ productId, quantity }) => [productId, quantity])
  const current = () => shop.sessions.find(session.id) ?? session
  const unpaid = () => ({ tenant: 't', paymentId: session.paymentId, orderId: 'LT-1', status: 'expired' })
  const restore = () => createOrders(shop, (entry) => log.push(entry)).restoreCart?.(unpaid())
  beforeEach(async () => {
    await shop.saveShippingOption(session, 'express')
    shop.placeOrder(current(), {})
  })

  test('comes back to its empty cart, with its payment, its price and the way it goes', async () => {
    const before = await payable()
    shop.release(session.paymentId)
    expect([lines(), current().paymentId === session.paymentId]).toEqual([[], false])
    await restore()
    expect(current().paymentId).toBe(session.paymentId)
    expect(await payable()).toMatchObject({ total: before.total, version: before.version })
    expect(log).toEqual([{ event: 'cart-restored', status: 'expired' }])
    await restore()
    expect(lines()).toEqual([['linen-throw', 1]])
    expect(log).toHaveLength(1)
  })

  test('that never left its cart stays there as it is', async () => {
    await shop.setQuantity(session, 'linen-throw', 2)
    await restore()
    expect([lines(), log]).toEqual([[['linen-throw', 2]], []])
  })

  test('does not mix with what the shopper has chosen since', async () => {
    shop.release(session.paymentId)
    await shop.setQuantity(current(), 'tea-towels', 1)
    const { paymentId } = current()
    await restore()
    expect([lines(), current().paymentId]).toEqual([[['tea-towels', 1]], paymentId])
  })

  test('comes back to a shopper who lives elsewhere now as another purchase, in their currency', async () => {
    shop.release(session.paymentId)
    await shop.saveContact(current(), { ...current().contact, country: 'JP' })
    await restore()
    expect(lines()).toEqual([['linen-throw', 1]])
    const { paymentId } = current()
    expect(paymentId).not.toBe(session.paymentId)
    // Its money comes after all: what is bought by it is not bought again by the other purchase.
    await shop.setQuantity(current(), 'tea-towels', 1)
    shop.release(session.paymentId)
    expect([lines(), current().paymentId]).toEqual([[['tea-towels', 1]], paymentId])
    await shop.setQuantity(current(), 'linen-throw', 1)
    shop.release(session.paymentId)
    expect(lines()).toHaveLength(2)
  })

  test('of a session that is gone is nobody’s', async () => {
    const orders = createOrders(shop, (entry) => log.push(entry))
    await orders.restoreCart?.({ ...unpaid(), paymentId: 'pm_unknown' })
    expect(log).toEqual([])
  })

  test('and is paid late after all leaves the cart again', async () => {
    shop.release(session.paymentId)
    await restore()
    shop.release(session.paymentId)
    expect([lines(), current().paymentId === session.paymentId]).toEqual([[], false])
  })
})
