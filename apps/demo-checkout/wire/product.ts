import type { Money } from '@payloom/core/contract'
import * as v from 'valibot'
import { moneySchema } from './money.ts'

/** A product as the shop's pages show it, priced for the visitor's country. */
export interface ListedProduct {
  id: string
  name: string
  material: string
  description: string
  image: string
  price: Money
}

/** Answer of `GET /api/shop/products`. */
export interface ProductList {
  products: ListedProduct[]
}

export const productListSchema: v.GenericSchema<unknown, ProductList> = v.object({
  products: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      material: v.string(),
      description: v.string(),
      image: v.string(),
      price: moneySchema,
    }),
  ),
})
