import { expect, test } from 'vitest'
import { readPlace } from './place.ts'

test.each([
  ['/', { page: 'home' }],
  ['/cart', { page: 'cart' }],
  ['/cart/', { page: 'cart' }],
  ['/checkout', { page: 'checkout' }],
  ['/checkout/pending', { page: 'pending', paymentId: undefined }],
  ['/checkout/pending?payment=pm_1', { page: 'pending', paymentId: 'pm_1' }],
  ['/account', { page: 'account' }],
  ['/checkout/return?payloom=token', { page: 'return' }],
  ['/orders/LT-23456789/pay', { page: 'pay', orderId: 'LT-23456789' }],
  ['/orders/LT-23456789', { page: 'order', orderId: 'LT-23456789' }],
])('%s is a page', (url, place) => {
  expect(readPlace(url)).toEqual(place)
})

test.each([
  '/nowhere',
  '/orders/',
  '/orders/a/b',
  '/orders/a/pay/b',
  '/orders//pay',
  '//elsewhere.example/cart2',
])('%s is no page', (url) => {
  expect(readPlace(url)).toEqual({ page: 'not-found' })
})

test('a payment that is no id is left out of the pending page', () => {
  expect(readPlace('/checkout/pending?payment=a/b')).toEqual({ page: 'pending', paymentId: undefined })
})
