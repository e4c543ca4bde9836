import * as v from 'valibot'

/** A postal address; `country` is the ISO 3166 alpha-2 code. */
export interface Address {
  /** Of the recipient. */
  name?: string | undefined
  /** Street and number. */
  line1?: string | undefined
  /** Whatever else the post needs, e.g. a floor. */
  line2?: string | undefined
  /** As text: leading zeros count. */
  postalCode?: string | undefined
  /** Town or city. */
  city?: string | undefined
  /** State or province, where addresses have one. */
  region?: string | undefined
  /** ISO 3166 alpha-2. */
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
  /** The shopper's own. */
  email?: string | undefined
  /** As the shopper or the wallet wrote it. */
  phone?: string | undefined
  /** Its country decides which methods are offered. */
  billingAddress?: Address | undefined
  /** Where the goods go; absent when nothing is shipped. */
  shippingAddress?: Address | undefined
}

export const contactSchema: v.GenericSchema<unknown, Contact> = v.object({
  email: v.exactOptional(shortText),
  phone: v.exactOptional(shortText),
  billingAddress: v.exactOptional(addressSchema),
  shippingAddress: v.exactOptional(addressSchema),
})
