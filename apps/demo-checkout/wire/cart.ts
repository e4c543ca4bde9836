import type { Money } from '@payloom/core/contract'
import * as v from 'valibot'
import { type ShopContact, shopContactSchema } from './contact.ts'
import { moneySchema } from './money.ts'
import {
  type ListedShippingOption,
  listedShippingOptionSchema,
  type ShippingOptionId,
  shippingOptionIdSchema,
} from './shipping.ts'

/** One line of a cart or an order. */
export interface CartLine {
  productId: string
  name: string
  material: string
  image: string
  quantity: number
  price: Money
  total: Money
}

/** What a visitor is about to buy. The server alone computes it. */
export interface Cart {
  lines: CartLine[]
  subtotal: Money
  shipping: Money
  total: Money
  contact: ShopContact
  /** The chosen way of sending. */
  shippingOption: ShippingOptionId
  /** The ways of sending to choose from; a parcel of free things goes one way only. */
  shippingOptions: ListedShippingOption[]
  /** Where the shop sends to. */
  markets: { country: string; name: string }[]
}

export const cartLineSchema: v.GenericSchema<unknown, CartLine> = v.object({
  productId: v.string(),
  name: v.string(),
  material: v.string(),
  image: v.string(),
  quantity: v.pipe(v.number(), v.safeInteger()),
  price: moneySchema,
  total: moneySchema,
})

export const cartSchema: v.GenericSchema<unknown, Cart> = v.object({
  lines: v.array(cartLineSchema),
  subtotal: moneySchema,
  shipping: moneySchema,
  total: moneySchema,
  contact: shopContactSchema,
  shippingOption: shippingOptionIdSchema,
  shippingOptions: v.array(listedShippingOptionSchema),
  markets: v.array(v.object({ country: v.string(), name: v.string() })),
})

/** Most pieces of one product in a cart. */
export const largestQuantity = 20

/** Body of `PUT /api/shop/cart/lines/{productId}`: the new quantity, 0 takes the line out. */
export interface QuantityChange {
  quantity: number
}

export const quantityChangeSchema: v.GenericSchema<unknown, QuantityChange> = v.object({
  quantity: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(largestQuantity)),
})
