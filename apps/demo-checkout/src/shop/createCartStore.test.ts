import { expect, test } from 'vitest'
import type { Cart } from '../../wire/cart.ts'
import { createCartStore } from './createCartStore.ts'
import type { ShopClient } from './createShopClient.ts'

const cartOf = (quantity: number): Cart => {
  const money = { value: quantity * 100, currency: 'EUR' }
  const contact = { name: 'Ada', email: 'a@b.c', line1: '1', postalCode: '1', city: 'Leiden', country: 'NL' }
  const line = {
    productId: 'p',
    name: 'P',
    material: 'wool',
    image: '/p.svg',
    quantity,
    price: money,
    total: money,
  }
  return {
    lines: [line],
    subtotal: money,
    shipping: money,
    total: money,
    contact,
    shippingOption: 'standard',
    shippingOptions: [],
    markets: [],
  }
}

function createClient(over: Partial<ShopClient>): ShopClient {
  const unused = () => Promise.reject(new Error('not in this test'))
  const client: ShopClient = {
    loadProducts: unused,
    loadCart: async () => cartOf(1),
    setQuantity: unused,
    saveContact: unused,
    saveShippingOption: unused,
    loadVisitor: unused,
    signIn: unused,
    signOut: unused,
    loadOrder: unused,
    loadOrders: unused,
    loadDemo: unused,
  }
  return { ...client, ...over }
}

test('the cart is loading, then there', async () => {
  const store = createCartStore(createClient({}))
  expect(store.get()).toEqual({ status: 'loading' })
  await store.load()
  expect(store.get()).toMatchObject({ status: 'ready', cart: cartOf(1), isSaving: false })
})

test('quick changes reach the shop one after the other, and the last one stays', async () => {
  const sent: number[] = []
  const client = createClient({
    setQuantity: async (_, quantity) => {
      sent.push(quantity)
      return cartOf(quantity)
    },
  })
  const store = createCartStore(client)
  await store.load()
  await Promise.all([store.setQuantity('p', 2), store.setQuantity('p', 3), store.setQuantity('p', 4)])
  expect(sent).toEqual([2, 3, 4])
  expect(store.get()).toMatchObject({ cart: cartOf(4), isSaving: false })
})

test('a change that did not arrive leaves the cart as it was and says so', async () => {
  const store = createCartStore(createClient({ setQuantity: () => Promise.reject(new Error('gone')) }))
  await store.load()
  expect(await store.setQuantity('p', 9)).toBe(false)
  expect(store.get()).toMatchObject({ status: 'ready', cart: cartOf(1), failed: true, isSaving: false })
})

test('who waits for the changes on their way learns whether they arrived', async () => {
  const arriving = Promise.withResolvers<Cart>()
  const store = createCartStore(createClient({ setQuantity: () => arriving.promise }))
  expect(await store.saved()).toBe(true)
  void store.setQuantity('p', 2)
  const saved = store.saved()
  arriving.reject(new Error('gone'))
  expect(await saved).toBe(false)
  // What is over is no reason to wait, nor to refuse.
  expect(await store.saved()).toBe(true)
})

test('a cart that never came is an error, and can be asked for again', async () => {
  let isUp = false
  const store = createCartStore(
    createClient({ loadCart: () => (isUp ? Promise.resolve(cartOf(1)) : Promise.reject(new Error('down'))) }),
  )
  await store.load()
  expect(store.get()).toEqual({ status: 'error' })
  isUp = true
  await store.load()
  expect(store.get()).toMatchObject({ status: 'ready' })
})
