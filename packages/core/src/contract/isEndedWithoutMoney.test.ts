import { expect, test } from 'vitest'
import { isEndedWithoutMoney } from './isEndedWithoutMoney.ts'

test.each(['failed', 'canceled', 'expired'])('%s is an end without money', (status) => {
  expect(isEndedWithoutMoney(status)).toBe(true)
})

const others = [
  ...['open', 'pending', 'authorized', 'partially_paid', 'paid'],
  ...['partially_refunded', 'refunded', 'charged_back', 'complete', 'unheard_of', '', undefined],
]
test.each(others)('%s is none: money came, may still come, or nothing is known', (status) => {
  expect(isEndedWithoutMoney(status)).toBe(false)
})
