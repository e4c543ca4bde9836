import type { Fulfilment, Money, Tracking } from '@payloom/core/contract'
import * as v from 'valibot'
import { type CartLine, cartLineSchema } from './cart.ts'
import { type ShopContact, shopContactSchema } from './contact.ts'
import { moneySchema } from './money.ts'

/** What the back office can tell the payment companies of an order. */
export type OfficeUpdateKind = 'shipped' | 'tracking_added' | 'refunded'

/**
 * How far an update has come: asked for, on its way, accepted while nobody has confirmed that it left (it is sent by itself), done, or
 * refused by the company.
 */
export type OfficeUpdateOutcome = 'asked' | 'sent' | 'waiting' | 'done' | 'refused'

/** What the office has told of an order, and what became of it. */
export interface OfficeUpdate {
  updateId: string
  kind: OfficeUpdateKind
  /** What goes back; absent when all that was left does. */
  amount?: Money | undefined
  tracking?: Tracking | undefined
  /** RFC 3339. */
  askedAt: string
  outcome: OfficeUpdateOutcome
  /** Why it was refused. */
  reason?: string | undefined
}

/** How the payment of an order stands. */
export interface OfficePayment {
  status: string
  /** The order stands and is paid later. */
  isPlaced: boolean
  captured: Money
  refunded: Money
  /** What can still be given back, surcharges included. */
  refundable: Money
  /** The ways to pay that brought money or stand, as the shopper read them. */
  methods: string[]
  history: { status: string; at: string }[]
  fulfilment: Fulfilment[]
}

/** One order, as the back office lists it. */
export interface OfficeOrder {
  orderId: string
  /** RFC 3339. */
  placedAt: string
  customer: string
  total: Money
  /** Absent where the payments lie in another database than when it was placed. */
  payment?: OfficePayment | undefined
}

/** Answer of `GET /api/shop/office/orders`: the newest first. */
export interface OfficeOrderList {
  orders: OfficeOrder[]
}

/** Answer of `GET /api/shop/office/orders/{orderId}`. */
export interface OpenedOfficeOrder extends OfficeOrder {
  lines: CartLine[]
  subtotal: Money
  shipping: Money
  contact: ShopContact
  /** The newest first. */
  updates: OfficeUpdate[]
}

/** Body of `POST /api/shop/office/orders/{orderId}/updates`. */
export interface OfficeUpdateRequest {
  /** Made once per press and kept through its retries: the same id is the same update. */
  updateId: string
  kind: OfficeUpdateKind
  tracking?: Tracking | undefined
  /** Of a refund; without it all that is left. */
  amount?: Money | undefined
}

/** Answer of `POST /api/shop/office/orders/{orderId}/updates`. `waiting`: accepted, and sent later by itself. */
export interface OfficeUpdateAnswer {
  outcome: 'sent' | 'waiting'
}

/** Body of `POST /api/shop/office/sign-in`. */
export interface OfficeSignIn {
  key: string
}

/** Answer of `POST /api/shop/office/sign-in` and `/sign-out`. */
export interface OfficeStanding {
  isSignedIn: boolean
}

const timeSchema = v.pipe(v.string(), v.isoTimestamp())
const kindSchema: v.GenericSchema<unknown, OfficeUpdateKind> = v.picklist([
  'shipped',
  'tracking_added',
  'refunded',
])
// What is wrong with it says the payment service, which names the field.
const trackingSchema = v.object({ name: v.string(), number: v.string() })

const paymentSchema: v.GenericSchema<unknown, OfficePayment> = v.object({
  status: v.string(),
  isPlaced: v.boolean(),
  captured: moneySchema,
  refunded: moneySchema,
  refundable: moneySchema,
  methods: v.array(v.string()),
  history: v.array(v.object({ status: v.string(), at: timeSchema })),
  fulfilment: v.array(
    v.object({ kind: v.string(), at: timeSchema, tracking: v.exactOptional(trackingSchema) }),
  ),
})

const entries = {
  orderId: v.string(),
  placedAt: timeSchema,
  customer: v.string(),
  total: moneySchema,
  payment: v.exactOptional(paymentSchema),
}

export const officeOrderListSchema: v.GenericSchema<unknown, OfficeOrderList> = v.object({
  orders: v.array(v.object(entries)),
})

export const openedOfficeOrderSchema: v.GenericSchema<unknown, OpenedOfficeOrder> = v.object({
  ...entries,
  lines: v.array(cartLineSchema),
  subtotal: moneySchema,
  shipping: moneySchema,
  contact: shopContactSchema,
  updates: v.array(
    v.object({
      updateId: v.string(),
      kind: kindSchema,
      amount: v.exactOptional(moneySchema),
      tracking: v.exactOptional(trackingSchema),
      askedAt: timeSchema,
      outcome: v.picklist(['asked', 'sent', 'waiting', 'done', 'refused']),
      reason: v.exactOptional(v.string()),
    }),
  ),
})

export const officeUpdateRequestSchema: v.GenericSchema<unknown, OfficeUpdateRequest> = v.object({
  updateId: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  kind: kindSchema,
  tracking: v.exactOptional(trackingSchema),
  amount: v.exactOptional(moneySchema),
})

export const officeUpdateAnswerSchema: v.GenericSchema<unknown, OfficeUpdateAnswer> = v.object({
  outcome: v.picklist(['sent', 'waiting']),
})

export const officeSignInSchema: v.GenericSchema<unknown, OfficeSignIn> = v.object({
  key: v.pipe(v.string(), v.maxLength(200)),
})

export const officeStandingSchema: v.GenericSchema<unknown, OfficeStanding> = v.object({
  isSignedIn: v.boolean(),
})
