import { type Money, MoneyError, moneyFromMajor } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Purchase } from '../rules/evaluateMethods.ts'

/** What of a request says what is to be paid. */
export interface PurchasePayload {
  total: number
  currency: string
  country: string
  kind?: Purchase['kind']
}

/** What is to be paid, in minor units. Throws a 400 for an amount that its currency does not have, and for a set-up that costs something. */
export function readPurchase({ total: major, currency, country, kind }: PurchasePayload): Purchase {
  const total = readMajor(major, currency, 'total')
  if (kind !== 'setup') return { total, country }
  if (total.value === 0) return { total, country, kind }
  throw new ApiError(400, 'bad-request', 'total has to be 0: a set-up takes nothing.')
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
