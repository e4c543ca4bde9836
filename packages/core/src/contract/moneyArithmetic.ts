import { MoneyError } from './majorUnits.ts'
import type { Money } from './money.ts'

/**
 * The sum of two amounts.
 *
 * @throws MoneyError when the currencies differ.
 */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency)
    throw new MoneyError(`addMoney: ${a.currency} and ${b.currency} do not add up.`)
  return { value: a.value + b.value, currency: a.currency }
}

/** Whether both the currency and the value agree. */
export function isSameMoney(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.value === b.value
}

/**
 * A percentage of an amount, rounded half up to the minor unit, by integer arithmetic.
 *
 * @param percentage a decimal text such as `"2.5"`.
 * @throws MoneyError for anything but a plain decimal.
 */
export function percentageOf(money: Money, percentage: string): Money {
  const match = /^(\d{1,6})(?:\.(\d{1,8}))?$/.exec(percentage)
  if (!match) throw new MoneyError(`percentageOf: "${percentage}" is not a plain decimal percentage.`)
  const [, whole = '0', fraction = ''] = match
  const scale = 10n ** BigInt(fraction.length) * 100n
  const product = BigInt(money.value) * BigInt(whole + fraction)
  return { value: Number((product * 2n + scale) / (scale * 2n)), currency: money.currency }
}
