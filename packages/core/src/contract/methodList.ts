import * as v from 'valibot'
import { attemptIdSchema, codeSchema, idSchema, textSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'
import { type StoredMethod, storedMethodSchema } from './storedMethod.ts'

/** What paying by a method costs on top. `percentage` is a decimal text; `amount` is what it comes to, computed by the server. */
export interface Surcharge {
  /** What both parts come to. */
  amount: Money
  /** The part that does not depend on the total. */
  fixed?: Money | undefined
  /** Of the total, as a decimal text, e.g. `1.5`. */
  percentage?: string | undefined
}

/** A way to pay, as the list shows it. */
export interface Method {
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** The name that the shopper reads. */
  title: string
  /** One more line for the shopper, below the title. */
  description?: string | undefined
  /** URL of an image, https or of the shop's own origin. */
  icon?: string | undefined
  /** What paying by it costs on top; absent when nothing. */
  surcharge?: Surcharge | undefined
  /** What the shopper would pay by this method, its surcharge included. Absent outside a checkout. */
  total?: Money | undefined
  /** What the shopper saw: opaque, sent back with `validate`. Absent outside a checkout. */
  quote?: string | undefined
  /** `component`: a registered provider draws it. `nothing`: payable without one (instructions, redirects). */
  needs: 'component' | 'nothing'
  /** Whether the shopper may have it kept for the next time. */
  isStorable: boolean
  /** Paid outside the checkout, on delivery for instance: an order by it is placed, not pending. */
  isOffline: boolean
  /** The method's own sheet asks for contact data. */
  collectsContact?: boolean | undefined
}

/** Why a method is not offered. `no-component` is added by core, the rest by the server; later reasons are kept as they come. */
export type UnavailableReason =
  | 'currency'
  | 'country'
  | 'below-minimum'
  | 'above-maximum'
  | 'disabled'
  | 'provider-error'
  | 'wallet-unsupported'
  | 'no-component'

/** A method that is configured and not offered now. */
export interface UnavailableMethod {
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** Why; a later reason is kept as it comes. */
  reason: UnavailableReason | (string & {})
}

/** A part of the total that is paid already, e.g. by a gift card. */
export interface PaymentPart {
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** The name that the shopper reads. */
  title: string
  /** What it holds, surcharge included. */
  amount: Money
}

/** The payment that a list belongs to. */
export interface ListedPayment {
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** `setup` stores a method and takes nothing. */
  kind: 'purchase' | 'setup'
  /** The shop's order, once there is one. */
  orderId?: string | undefined
  /** Version of the order: it changes whenever the total or the items do. */
  version: string
  /** What is to be paid, without surcharges. */
  total: Money
  /** What is left to pay. */
  due: Money
  /** Partial payments that are held, e.g. by gift cards. */
  parts: PaymentPart[]
}

/** The methods for a payment. `payment`, totals and quotes are absent outside a checkout. */
export interface MethodList {
  /** The payment that the list belongs to; absent outside a checkout. */
  payment?: ListedPayment | undefined
  /** In the order in which they are shown. */
  methods: Method[]
  /** What the customer has stored; empty for guests. */
  stored: StoredMethod[]
  /** Methods that are configured and not offered now, each with its reason. */
  unavailable: UnavailableMethod[]
}

const surchargeSchema: v.GenericSchema<unknown, Surcharge> = v.object({
  amount: moneySchema,
  fixed: v.exactOptional(moneySchema),
  percentage: v.exactOptional(v.string()),
})

export const methodSchema: v.GenericSchema<unknown, Method> = v.object({
  provider: codeSchema,
  method: codeSchema,
  title: textSchema,
  description: v.exactOptional(textSchema),
  icon: v.exactOptional(v.string()),
  surcharge: v.exactOptional(surchargeSchema),
  total: v.exactOptional(moneySchema),
  quote: v.exactOptional(v.string()),
  // An unknown need is one that only a component can know.
  needs: v.fallback(v.picklist(['component', 'nothing']), 'component'),
  isStorable: v.fallback(v.boolean(), false),
  isOffline: v.fallback(v.boolean(), false),
  collectsContact: v.exactOptional(v.boolean()),
})

const listedPaymentSchema: v.GenericSchema<unknown, ListedPayment> = v.object({
  paymentId: idSchema,
  kind: v.picklist(['purchase', 'setup']),
  orderId: v.exactOptional(idSchema),
  version: v.string(),
  total: moneySchema,
  due: moneySchema,
  parts: v.array(
    v.object({
      attemptId: attemptIdSchema,
      provider: codeSchema,
      method: codeSchema,
      title: textSchema,
      amount: moneySchema,
    }),
  ),
})

/** Valibot schema of a {@link MethodList}. */
export const methodListSchema: v.GenericSchema<unknown, MethodList> = v.object({
  payment: v.exactOptional(listedPaymentSchema),
  methods: v.pipe(v.array(methodSchema), v.maxLength(500)),
  stored: v.fallback(v.array(storedMethodSchema), []),
  unavailable: v.fallback(
    v.array(v.object({ provider: codeSchema, method: codeSchema, reason: v.string() })),
    [],
  ),
})
