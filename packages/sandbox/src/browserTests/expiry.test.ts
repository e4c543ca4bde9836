import { expect, test } from 'vitest'
import { groupExpiry, isExpired, parseExpiry } from '../browser/expiry.js'

test.each([
  ['', ''],
  ['1', '1'],
  ['5', '05 / '],
  ['12', '12 / '],
  ['1227', '12 / 27'],
  ['12/27', '12 / 27'],
  ['1/27', '01 / 27'],
  ['12/2027', '12 / 27'],
  ['12 / 202', '12 / 202'],
  ['12 / 2027', '12 / 27'],
  ['122027', '12 / 27'],
  ['12 / 279', '12 / 27'],
])('"%s" is written "%s"', (typed, written) => {
  expect(groupExpiry(typed)).toBe(written)
})

test('while deleting, the slash goes with the last digit of the year', () => {
  expect(groupExpiry('12 / ', true)).toBe('12')
  expect(groupExpiry('12 /', true)).toBe('12')
  expect(groupExpiry('12 / 2', true)).toBe('12 / 2')
  expect(groupExpiry('1', true)).toBe('1')
})

test('an expiry is a month and a year', () => {
  expect(parseExpiry('12/27')).toEqual({ month: 12, year: 2027 })
  expect(parseExpiry('01 / 30')).toEqual({ month: 1, year: 2030 })
  for (const wrong of ['00/27', '13/27', '1/27', '12/2027', '12-27', ''])
    expect(parseExpiry(wrong)).toBeUndefined()
})

test('a card expires when its month has ended everywhere on earth', () => {
  const december = { month: 12, year: 2026 }
  expect(isExpired(december, Date.UTC(2027, 0, 1, 11, 59))).toBe(false)
  expect(isExpired(december, Date.UTC(2027, 0, 1, 12))).toBe(true)
})
