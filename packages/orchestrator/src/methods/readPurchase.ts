import { type Money, MoneyError, moneyFromMajor } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Purchase } from '../rules/evaluateMethods.ts'

/** What is to be paid, in minor units. Throws a 400 for an amount that its currency does not have. */
export function readPurchase(payload: { total: number; currency: string; country: string }): Purchase {
  const total = readMajor(payload.total, payload.currency, 'total')
  return { total, country: payload.country }
}

/** A major-unit number of the request as Money. Throws a 400 that names the field. */
export function readMajor(major: number, currency: string, field: string): Money {
  try {
    const money = moneyFromMajor(major, currency)
    if (money.value >= 0) return money
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error
  }
  throw new ApiError(
    400,
    'bad-request',
    `${field} has to be an amount of ${currency} in major units, 0 or more.`,
  )
}
