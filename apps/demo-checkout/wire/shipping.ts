import type { Money } from '@payloom/core/contract'
import * as v from 'valibot'
import { moneySchema } from './money.ts'

/** A way of sending a parcel. */
export type ShippingOptionId = 'standard' | 'express'

/** A way of sending a parcel, with its price where the parcel goes. */
export interface ListedShippingOption {
  id: ShippingOptionId
  label: string
  /** How long it takes. */
  detail: string
  amount: Money
}

export const shippingOptionIdSchema: v.GenericSchema<unknown, ShippingOptionId> = v.picklist([
  'standard',
  'express',
])

export const listedShippingOptionSchema: v.GenericSchema<unknown, ListedShippingOption> = v.object({
  id: shippingOptionIdSchema,
  label: v.string(),
  detail: v.string(),
  amount: moneySchema,
})

/** Body of `PUT /api/shop/cart/shipping`. */
export interface ShippingChoice {
  shippingOption: ShippingOptionId
}

export const shippingChoiceSchema: v.GenericSchema<unknown, ShippingChoice> = v.object({
  shippingOption: shippingOptionIdSchema,
})
