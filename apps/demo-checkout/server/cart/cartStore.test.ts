import { expect, test } from 'vitest'
import { createSessionStore } from '../session/sessionStore.ts'
import { openShopDatabase } from '../store/openShopDatabase.ts'
import { createCartStore } from './cartStore.ts'

test('what is put in within one millisecond lies in the cart in that order, whatever it is called', () => {
  const database = openShopDatabase(':memory:')
  const { id } = createSessionStore(database, () => 0).create()
  const cart = createCartStore(database, () => 0)
  cart.setQuantity(id, 'tea-towels', 1)
  cart.setQuantity(id, 'linen-throw', 1)
  cart.setQuantity(id, 'tea-towels', 2)
  expect(cart.lines(id)).toEqual([
    { productId: 'tea-towels', quantity: 2 },
    { productId: 'linen-throw', quantity: 1 },
  ])
  database.close()
})
