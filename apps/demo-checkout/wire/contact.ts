import * as v from 'valibot'

/** Who buys, and where the parcel goes. */
export interface ShopContact {
  name: string
  email: string
  line1: string
  postalCode: string
  city: string
  /** ISO 3166 alpha-2; it decides the prices' currency. */
  country: string
}

const lineSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))

export const shopContactSchema: v.GenericSchema<unknown, ShopContact> = v.object({
  name: lineSchema,
  email: v.pipe(v.string(), v.trim(), v.maxLength(120), v.regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/)),
  line1: lineSchema,
  postalCode: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(16)),
  city: lineSchema,
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
})
