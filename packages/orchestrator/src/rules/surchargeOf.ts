import { addMoney, type Money, moneyFromMajor, percentageOf, type Surcharge } from '@payloom/core/contract'
import type { SurchargeRule } from '../configuration/Configuration.ts'
import { mostSpecific } from './mostSpecific.ts'

/** What paying costs on top of `total` in this country; `undefined` when that is nothing. */
export function surchargeOf(
  rules: readonly SurchargeRule[],
  total: Money,
  country: string,
): Surcharge | undefined {
  const rule = mostSpecific(rules, country, ({ countries }) => countries)
  if (rule === undefined) return undefined
  const entry = mostSpecific(rule.fixed ?? [], total.currency, ({ currency }) => [currency])
  const fixed = entry && moneyFromMajor(entry.amount, total.currency)
  const percentage = rule.percentage === undefined ? undefined : String(rule.percentage)
  const share = percentageOf(total, percentage ?? '0')
  const amount = fixed ? addMoney(share, fixed) : share
  if (amount.value === 0) return undefined
  return {
    amount,
    ...(fixed === undefined ? {} : { fixed }),
    ...(percentage === undefined ? {} : { percentage }),
  }
}
