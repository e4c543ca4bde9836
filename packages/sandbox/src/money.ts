import { ApiError } from './http/apiError.ts'

/** An amount in integer minor units (cents, or whole yen) with its ISO 4217 code. */
export interface Money {
  value: number
  currency: string
}

/** Reads an amount off the wire, or throws a 422 that names the field; `least` in minor units. */
export function parseMoney(input: unknown, field: string, least = 1): Money {
  const { value, currency } = (typeof input === 'object' && input !== null ? input : {}) as Record<
    string,
    unknown
  >
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    throw new ApiError(
      422,
      'invalid_currency',
      `${field}.currency must be three capital letters, as in "EUR".`,
      field,
    )
  }
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
    throw new ApiError(
      422,
      'invalid_amount',
      `${field}.value must be a positive integer in minor units: 2049 for €20.49.`,
      field,
    )
  }
  return { value, currency }
}
