import type { Money } from '@payloom/core/contract'
import * as v from 'valibot'

export const moneySchema: v.GenericSchema<unknown, Money> = v.object({
  value: v.pipe(v.number(), v.safeInteger()),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
})
