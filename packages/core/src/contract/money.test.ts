import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyCodes, currencyExponent } from './currency.ts'
import { formatMoney } from './formatMoney.ts'
import { MoneyError, majorFromMoney, majorTextFromMoney, moneyFromMajor } from './majorUnits.ts'
import { addMoney, percentageOf } from './moneyArithmetic.ts'

test.each([
  [19.99, 'EUR', 1999],
  [0.1, 'EUR', 10],
  [1.005, 'KWD', 1005],
  [500, 'JPY', 500],
  [0, 'EUR', 0],
  [-0, 'EUR', 0],
  [-5.5, 'EUR', -550],
  ['10000.00', 'EUR', 1_000_000],
  [1.2, 'CLF', 12_000],
])('%s %s is %i minor units', (major, currency, value) => {
  expect(moneyFromMajor(major, currency)).toEqual({ value, currency })
})

test.each([
  [19.999, 'EUR'],
  [0.5, 'JPY'],
  [Number.NaN, 'EUR'],
  [Number.POSITIVE_INFINITY, 'EUR'],
  [1e21, 'EUR'],
  [1e-7, 'EUR'],
  [2 ** 53 + 2, 'EUR'],
  ['1,234.50', 'EUR'],
  ['', 'EUR'],
  [' 1', 'EUR'],
  [1, 'XXX'],
  [1, 'constructor'],
  [1, '__proto__'],
])('%s %s is refused', (major, currency) => {
  expect(() => moneyFromMajor(major, currency)).toThrow(MoneyError)
})

test('every amount of every currency survives the way to major units and back', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...currencyCodes),
      fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
      (currency, value) => {
        const money = { value: value === 0 ? 0 : value, currency }
        expect(moneyFromMajor(majorFromMoney(money), currency)).toEqual(money)
        expect(moneyFromMajor(majorTextFromMoney(money), currency)).toEqual(money)
      },
    ),
    { numRuns: 5000 },
  )
})

test('all amounts from 0.00 to 10000.00 are exact', () => {
  let wrong = 0
  for (let value = 0; value <= 1_000_000; value += 1) {
    const major = Number(`${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}`)
    if (moneyFromMajor(major, 'EUR').value !== value) wrong += 1
  }
  expect(wrong).toBe(0)
})

test('exponents come from ISO 4217 where Intl says otherwise', () => {
  expect(['JPY', 'KWD', 'HUF', 'IDR', 'IQD', 'ISK', 'UGX', 'TWD', 'CLF'].map(currencyExponent)).toEqual([
    0, 3, 2, 2, 3, 0, 0, 2, 4,
  ])
})

test.each([
  [1000, '2.5', 25],
  [1001, '2.5', 25],
  [1020, '2.5', 26],
  [999, '0', 0],
  [1999, '100', 1999],
  [9_007_199_254_740_991, '1', 90_071_992_547_410],
])('%i minor units at %s percent is %i, half up', (value, percentage, expected) => {
  expect(percentageOf({ value, currency: 'EUR' }, percentage).value).toBe(expected)
})

test('a percentage that is no plain decimal is refused', () => {
  for (const text of ['', '-1', '1e2', '1,5', '.5']) {
    expect(() => percentageOf({ value: 1, currency: 'EUR' }, text)).toThrow(MoneyError)
  }
})

test('different currencies do not add up', () => {
  expect(() => addMoney({ value: 1, currency: 'EUR' }, { value: 1, currency: 'USD' })).toThrow(MoneyError)
})

test('amounts are written with the digits of ISO 4217 in the locale of the shopper', () => {
  expect(formatMoney({ value: 2049, currency: 'EUR' }, 'en')).toBe('€20.49')
  expect(formatMoney({ value: 2049, currency: 'JPY' }, 'en')).toBe('¥2,049')
  expect(formatMoney({ value: 2049, currency: 'HUF' }, 'en')).toContain('20.49')
  expect(formatMoney({ value: 2049, currency: 'EUR' }, 'nl_NL')).toContain('20,49')
  expect(formatMoney({ value: 2049, currency: 'EUR' }, 'no such locale')).toBe('€20.49')
  expect(formatMoney({ value: 2049, currency: 'ZZZ' }, 'en')).toBe('ZZZ 2049')
})
