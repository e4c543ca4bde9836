import * as v from 'valibot'
import { codeSchema, idSchema, textSchema } from './code.ts'

/** A method that a customer stored earlier. Guests have none. */
export interface StoredMethod {
  /** Opaque; names it when it is paid by or deleted. */
  id: string
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** The name that the shopper reads. */
  title: string
  /** Brand of the card, e.g. `visa`. */
  brand?: string | undefined
  /** Four digits. */
  last4?: string | undefined
  /** `MM/YY`. */
  expiry?: string | undefined
  /** Whether the security code is asked for again at every payment. */
  needsCvc: boolean
  /** What the shopper saw: opaque, sent back with `validate`. Absent outside a checkout. */
  quote?: string | undefined
}

/** Valibot schema of a {@link StoredMethod}. */
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
