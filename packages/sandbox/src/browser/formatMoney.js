/** ISO 4217 exponents that are not 2, by currency. Intl knows some that people pay in cash instead, so it is told. */
const exponents = [
  {
    exponent: 0,
    currencies: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  },
  { exponent: 3, currencies: 'BHD IQD JOD KWD LYD OMR TND' },
  { exponent: 4, currencies: 'CLF UYW' },
]

/**
 * Writes minor units for people. The decimal text keeps every digit; a division would not.
 *
 * @param {{ value: number, currency: string }} money
 * @param {string} locale
 */
export function formatMoney({ value, currency }, locale) {
  const exponent = exponents.find(({ currencies }) => currencies.includes(currency))?.exponent ?? 2
  const digits = String(value).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const decimal = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(/** @type {Intl.StringNumericLiteral} */ (decimal))
}
