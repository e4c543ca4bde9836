import * as v from 'valibot'
import { attemptIdSchema, codeSchema, idSchema, textSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'
import { type StoredMethod, storedMethodSchema } from './storedMethod.ts'

/** What paying by a method costs on top. `percentage` is a decimal text; `amount` is what it comes to, computed by the server. */
export interface Surcharge {
  amount: Money
  fixed?: Money | undefined
  percentage?: string | undefined
}

/** A way to pay, as the list shows it. */
export interface Method {
  provider: string
  method: string
  title: string
  description?: string | undefined
  /** URL of an image, https or of the shop's own origin. */
  icon?: string | undefined
  surcharge?: Surcharge | undefined
  /** What the shopper would pay by this method, its surcharge included. Absent outside a checkout. */
  total?: Money | undefined
  /** What the shopper saw: opaque, sent back with `validate`. Absent outside a checkout. */
  quote?: string | undefined
  /** `component`: a registered provider draws it. `nothing`: payable without one (instructions, redirects). */
  needs: 'component' | 'nothing'
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
  provider: string
  method: string
  reason: UnavailableReason | (string & {})
}

/** A part of the total that is paid already, e.g. by a gift card. */
export interface PaymentPart {
  attemptId: string
  provider: string
  method: string
  title: string
  amount: Money
}

/** The payment that a list belongs to. */
export interface ListedPayment {
  paymentId: string
  kind: 'purchase' | 'setup'
  orderId?: string | undefined
  /** Version of the order: it changes whenever the total or the items do. */
  version: string
  total: Money
  /** What is left to pay. */
  due: Money
  parts: PaymentPart[]
}

/** The methods for a payment. `payment`, totals and quotes are absent outside a checkout. */
export interface MethodList {
  payment?: ListedPayment | undefined
  methods: Method[]
  stored: StoredMethod[]
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

export const methodListSchema: v.GenericSchema<unknown, MethodList> = v.object({
  payment: v.exactOptional(listedPaymentSchema),
  methods: v.pipe(v.array(methodSchema), v.maxLength(500)),
  stored: v.fallback(v.array(storedMethodSchema), []),
  unavailable: v.fallback(
    v.array(v.object({ provider: codeSchema, method: codeSchema, reason: v.string() })),
    [],
  ),
})
