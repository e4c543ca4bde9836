import { currencyExponent } from './currency.ts'
import type { Money } from './money.ts'

/** An amount that cannot be converted exactly: too many digits, not a finite number, or a currency that the table does not know. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError'
}

/** The largest digits that a double carries exactly through its decimal text. */
const longestDecimal = 15

/**
 * Major units to {@link Money}, through the number's shortest decimal text, so that 19.99 is 1999 and never 1998.
 *
 * @param major the documented major-unit number of the orchestrator's API, e.g. `19.99`, or its decimal text.
 * @throws MoneyError for more decimals than the currency has, NaN, infinities, thousands separators, exponents, or an unknown currency.
 */
export function moneyFromMajor(major: number | string, currency: string): Money {
  const exponent = exponentOf(currency, 'moneyFromMajor')
  const text = typeof major === 'number' ? String(major) : major
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new MoneyError(`moneyFromMajor: "${text}" is not a plain decimal amount in ${currency}.`)
  const [, sign, whole = '', fraction = ''] = match
  const digits = fraction.replace(/0+$/, '')
  if (digits.length > exponent) {
    throw new MoneyError(
      `moneyFromMajor: ${text} has more than the ${exponent} decimals that ${currency} allows.`,
    )
  }
  const minor = `${whole}${digits.padEnd(exponent, '0')}`.replace(/^0+(?=\d)/, '')
  if (minor.length > longestDecimal)
    throw new MoneyError(`moneyFromMajor: ${text} ${currency} is too large to be exact.`)
  const value = Number(minor)
  return { value: sign && value !== 0 ? -value : value, currency }
}

/**
 * {@link Money} to the decimal text of its major units: `{ 1999, EUR }` is `"19.99"`, `{ 5, KWD }` is `"0.005"`.
 *
 * @throws MoneyError for a value that is no safe integer or an unknown currency.
 */
export function majorTextFromMoney(money: Money): string {
  const exponent = exponentOf(money.currency, 'majorTextFromMoney')
  if (!Number.isSafeInteger(money.value)) {
    throw new MoneyError(`majorTextFromMoney: ${money.value} is not an integer number of minor units.`)
  }
  const digits = String(Math.abs(money.value)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const text = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`
  return money.value < 0 ? `-${text}` : text
}

/**
 * {@link Money} to the major-unit number that the orchestrator's API documents; its decimal text is exact.
 *
 * @throws MoneyError for amounts beyond 15 significant digits, which a double would round, and as {@link majorTextFromMoney}.
 */
export function majorFromMoney(money: Money): number {
  const text = majorTextFromMoney(money)
  if (String(Math.abs(money.value)).length > longestDecimal) {
    throw new MoneyError(`majorFromMoney: ${text} ${money.currency} is too large to be exact.`)
  }
  return Number(text)
}

function exponentOf(currency: string, caller: string): number {
  const exponent = currencyExponent(currency)
  if (exponent === undefined) throw new MoneyError(`${caller}: "${currency}" is not an ISO 4217 currency.`)
  return exponent
}
