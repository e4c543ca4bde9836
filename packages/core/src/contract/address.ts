import * as v from 'valibot'

/** A postal address; `country` is the ISO 3166 alpha-2 code. */
export interface Address {
  name?: string | undefined
  line1?: string | undefined
  line2?: string | undefined
  postalCode?: string | undefined
  city?: string | undefined
  region?: string | undefined
  country: string
}

const shortText = v.pipe(v.string(), v.maxLength(200))

export const addressSchema: v.GenericSchema<unknown, Address> = v.object({
  name: v.exactOptional(shortText),
  line1: v.exactOptional(shortText),
  line2: v.exactOptional(shortText),
  postalCode: v.exactOptional(shortText),
  city: v.exactOptional(shortText),
  region: v.exactOptional(shortText),
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
})

/** What a wallet's own sheet asked for. */
export interface Contact {
  email?: string | undefined
  phone?: string | undefined
  billingAddress?: Address | undefined
  shippingAddress?: Address | undefined
}

export const contactSchema: v.GenericSchema<unknown, Contact> = v.object({
  email: v.exactOptional(shortText),
  phone: v.exactOptional(shortText),
  billingAddress: v.exactOptional(addressSchema),
  shippingAddress: v.exactOptional(addressSchema),
})
