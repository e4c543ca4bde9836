import { expect, test } from 'vitest'
import { orderPath } from './orderPath.ts'
import { readPlace } from './place.ts'

test('an order has a page of its own', () => {
  const path = orderPath({ orderId: 'LT-23456789', paymentId: 'pm_1' })
  expect(readPlace(path)).toEqual({ page: 'order', orderId: 'LT-23456789' })
})

test('a payment without an order yet is waited for by its own id, not by the newest order', () => {
  const path = orderPath({ orderId: undefined, paymentId: 'pm_1' })
  expect(readPlace(path)).toEqual({ page: 'pending', paymentId: 'pm_1' })
})
