import { expect, test } from 'vitest'
import { priceCart } from './priceCart.ts'

const contact = {
  name: 'Ada',
  email: 'ada@example.com',
  line1: 'Street 1',
  postalCode: '1234 AB',
  city: 'Leiden',
  country: 'NL',
}

test('a cart costs its lines and one parcel', () => {
  const cart = priceCart([{ productId: 'linen-throw', quantity: 2 }], contact)
  expect(cart.lines[0]).toMatchObject({ name: 'Linen throw', total: { value: 17_800, currency: 'EUR' } })
  expect(cart.subtotal.value).toBe(17_800)
  expect(cart.shipping.value).toBe(495)
  expect(cart.total).toEqual({ value: 18_295, currency: 'EUR' })
})

test('express costs more than the usual parcel', () => {
  const cart = priceCart([{ productId: 'linen-throw', quantity: 1 }], contact, 'express')
  expect(cart.shipping).toEqual({ value: 995, currency: 'EUR' })
  expect(cart.shippingOptions.map(({ id, amount }) => [id, amount.value])).toEqual([
    ['standard', 495],
    ['express', 995],
  ])
})

test('what costs nothing is sent for nothing, whatever way was chosen', () => {
  const cart = priceCart([{ productId: 'fabric-samples', quantity: 1 }], contact, 'express')
  expect(cart.total).toEqual({ value: 0, currency: 'EUR' })
  expect(cart.shippingOption).toBe('standard')
})

test('what costs nothing goes along in a parcel that is paid', () => {
  const stored = [
    { productId: 'fabric-samples', quantity: 1 },
    { productId: 'linen-throw', quantity: 1 },
  ]
  expect(priceCart(stored, contact).total.value).toBe(9395)
})

test('an empty cart costs nothing, no parcel either', () => {
  expect(priceCart([], contact).total).toEqual({ value: 0, currency: 'EUR' })
})

test.each([
  ['JP', 'JPY', 14_200 + 2200],
  ['KW', 'KWD', 29_500 + 4500],
  ['US', 'USD', 9800 + 1500],
])('in %s prices are in %s, in minor units', (country, currency, value) => {
  const cart = priceCart([{ productId: 'linen-throw', quantity: 1 }], { ...contact, country })
  expect(cart.total).toEqual({ value, currency })
})

test('a product that is no longer sold leaves the cart', () => {
  expect(priceCart([{ productId: 'velvet-curtain', quantity: 1 }], contact).lines).toEqual([])
})
