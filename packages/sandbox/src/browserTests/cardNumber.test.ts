import { expect, test } from 'vitest'
import { brandOf, digitsOf, groupNumber, isCardNumber, nameOfBrand } from '../browser/cardNumber.js'

test.each([
  ['4111111111111111', 'visa', '4111 1111 1111 1111'],
  ['5555555555554444', 'mastercard', '5555 5555 5555 4444'],
  ['2223003122003222', 'mastercard', '2223 0031 2200 3222'],
  ['378282246310005', 'amex', '3782 822463 10005'],
  ['6011111111111117', 'discover', '6011 1111 1111 1117'],
  ['30569309025904', 'diners', '3056 9309 0259 04'],
  ['3566002020360505', 'jcb', '3566 0020 2036 0505'],
  ['6200000000000005', 'unionpay', '6200 0000 0000 0005'],
  ['6759649826438453', 'maestro', '6759 6498 2643 8453'],
])('%s is a valid number of %s, written %s', (number, brand, written) => {
  expect(brandOf(number)).toBe(brand)
  expect(isCardNumber(number)).toBe(true)
  expect(groupNumber(number)).toBe(written)
})

test.each(['4111111111111112', '411111111111111', '1111111111111111', '37828224631000', '', 'x'])(
  '"%s" is no card number',
  (number) => {
    expect(isCardNumber(number)).toBe(false)
  },
)

test('a number is grouped while it is typed', () => {
  expect(['4', '4111', '41111', '411111111'].map(groupNumber)).toEqual(['4', '4111', '4111 1', '4111 1111 1'])
  expect(['37', '3782', '37828', '3782822463', '37828224631'].map(groupNumber)).toEqual([
    '37',
    '3782',
    '3782 8',
    '3782 822463',
    '3782 822463 1',
  ])
  expect(groupNumber('')).toBe('')
})

test('only digits count, and at most nineteen of them', () => {
  expect(digitsOf('4111-1111 x1111')).toBe('411111111111')
  expect(digitsOf('1'.repeat(30))).toHaveLength(19)
})

test.each([
  ['mastercard', 'Mastercard'],
  ['amex', 'American Express'],
  ['something-new', ''],
  [undefined, ''],
])('the brand %s is shown as it writes itself', (brand, name) => {
  expect(nameOfBrand(brand)).toBe(name)
})
