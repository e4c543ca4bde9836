import { expect, test } from 'vitest'
import { formatMoney } from '../browser/formatMoney.js'

test.each([
  [{ value: 2049, currency: 'EUR' }, 'en', '€20.49'],
  [{ value: 5, currency: 'USD' }, 'en-US', '$0.05'],
  [{ value: 0, currency: 'EUR' }, 'en', '€0.00'],
  [{ value: 500, currency: 'JPY' }, 'en', '¥500'],
  [{ value: 1234, currency: 'KWD' }, 'en', 'KWD 1.234'],
  [{ value: 12345, currency: 'CLF' }, 'en', 'CLF 1.2345'],
  [{ value: 123456, currency: 'HUF' }, 'en', 'HUF 1,234.56'],
  [{ value: Number.MAX_SAFE_INTEGER, currency: 'EUR' }, 'en', '€90,071,992,547,409.91'],
  [{ value: 2049, currency: 'EUR' }, 'de', '20,49 €'],
])('%j in %s is %s', (money, locale, written) => {
  expect(formatMoney(money, locale).replaceAll('\u00a0', ' ')).toBe(written)
})
