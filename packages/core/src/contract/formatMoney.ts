import { currencyExponent } from './currency.ts'
import { majorTextFromMoney } from './majorUnits.ts'
import type { Money } from './money.ts'

const formatters = new Map<string, Intl.NumberFormat>()

/**
 * An amount in the shopper's language, e.g. `€20.49`. Digits come from the ISO table, never from `Intl`.
 * An unknown currency shows its code and the raw value; an unknown locale falls back to English.
 */
export function formatMoney(money: Money, locale: string): string {
  const exponent = currencyExponent(money.currency)
  if (exponent === undefined) return `${money.currency} ${money.value}`
  // The decimal text keeps the digits exact; NumberFormat accepts it (ECMA-402, string decimals).
  return formatterOf(locale, money.currency, exponent).format(majorTextFromMoney(money) as `${number}`)
}

function formatterOf(locale: string, currency: string, exponent: number): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = formatters.get(key)
  if (known) return known
  const options = {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  } as const
  let formatter: Intl.NumberFormat
  try {
    formatter = new Intl.NumberFormat(locale.replace('_', '-'), options)
  } catch {
    formatter = new Intl.NumberFormat('en', options)
  }
  formatters.set(key, formatter)
  return formatter
}
