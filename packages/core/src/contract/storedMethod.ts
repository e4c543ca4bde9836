import * as v from 'valibot'
import { codeSchema, idSchema, textSchema } from './code.ts'

/** A method that a customer stored earlier. Guests have none. */
export interface StoredMethod {
  id: string
  provider: string
  method: string
  title: string
  brand?: string | undefined
  last4?: string | undefined
  /** `MM/YY`. */
  expiry?: string | undefined
  needsCvc: boolean
  quote?: string | undefined
}

export const storedMethodSchema: v.GenericSchema<unknown, StoredMethod> = v.object({
  id: idSchema,
  provider: codeSchema,
  method: codeSchema,
  title: textSchema,
  brand: v.exactOptional(v.string()),
  last4: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{4}$/))),
  expiry: v.exactOptional(v.pipe(v.string(), v.regex(/^\d\d\/\d\d$/))),
  needsCvc: v.boolean(),
  quote: v.exactOptional(v.string()),
})
