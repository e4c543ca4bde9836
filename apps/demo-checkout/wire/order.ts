import type { Money } from '@payloom/core/contract'
import * as v from 'valibot'
import { type CartLine, cartLineSchema } from './cart.ts'
import { type ShopContact, shopContactSchema } from './contact.ts'
import { moneySchema } from './money.ts'

/** What was ordered. Whether it is paid says its payment's status, nothing here. */
export interface Order {
  orderId: string
  paymentId: string
  placedAt: string
  lines: CartLine[]
  subtotal: Money
  shipping: Money
  total: Money
  contact: ShopContact
}

const idSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~-]{1,128}$/))

const entries = {
  orderId: idSchema,
  paymentId: idSchema,
  placedAt: v.pipe(v.string(), v.isoTimestamp()),
  lines: v.array(cartLineSchema),
  subtotal: moneySchema,
  shipping: moneySchema,
  total: moneySchema,
  contact: shopContactSchema,
}

/** Answer of `GET /api/shop/orders/{orderId}`. */
export interface OpenedOrder extends Order {
  /** Whether the cart still holds it: it was tried to pay, and is not bought yet. */
  isInCart: boolean
}

export const openedOrderSchema: v.GenericSchema<unknown, OpenedOrder> = v.object({
  ...entries,
  isInCart: v.boolean(),
})

/** What has become of an order since. */
export interface OrderNews {
  isShipped: boolean
  /** What went back; absent while nothing has. */
  refunded?: Money | undefined
}

/** Answer of `GET /api/shop/orders`: the session's own, newest first. */
export interface OrderList {
  orders: (Order & OrderNews)[]
}

export const orderListSchema: v.GenericSchema<unknown, OrderList> = v.object({
  orders: v.array(v.object({ ...entries, isShipped: v.boolean(), refunded: v.exactOptional(moneySchema) })),
})
