import { expect, test } from 'vitest'
import { readOfficePlace } from './readOfficePlace.ts'

test.each([
  ['/office', { page: 'orders' }],
  ['/office/', { page: 'orders' }],
  ['/office?x=1', { page: 'orders' }],
  ['/office/orders/LT-23456789', { page: 'order', orderId: 'LT-23456789' }],
  ['/office/orders/', { page: 'not-found' }],
  ['/office/orders/a/b', { page: 'not-found' }],
  ['/officer', { page: 'not-found' }],
])('%s is %j', (url, place) => {
  expect(readOfficePlace(url)).toEqual(place)
})
