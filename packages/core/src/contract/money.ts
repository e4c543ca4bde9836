import * as v from 'valibot'

/** An amount of money: `value` in integer minor units (cents for EUR, yen for JPY, fils for KWD), `currency` an ISO 4217 code. */
export interface Money {
  /** Integer minor units; negative only where a text says so. */
  value: number
  /** ISO 4217 code, upper case. */
  currency: string
}

export const currencySchema: v.GenericSchema<unknown, string> = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))

export const moneySchema: v.GenericSchema<unknown, Money> = v.object({
  value: v.pipe(v.number(), v.safeInteger()),
  currency: currencySchema,
})
