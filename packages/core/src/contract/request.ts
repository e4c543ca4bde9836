import * as v from 'valibot'
import { type Address, addressSchema, type Contact, contactSchema } from './address.ts'
import { attemptIdSchema, codeSchema, idSchema } from './code.ts'
import { type Purpose, purposeSchema } from './loadedMethod.ts'

const localeSchema: v.GenericSchema<unknown, string> = v.pipe(v.string(), v.maxLength(64))
const dataSchema: v.GenericSchema<unknown, Record<string, unknown>> = v.record(v.string(), v.unknown())

/** Query of `GET /methods`. The filters count only outside a checkout. */
export interface LoadMethodListRequest {
  payment?: string | undefined
  /** Wallets that this browser can show, e.g. `applepay`. */
  wallets?: string[] | undefined
  locale?: string | undefined
  country?: string | undefined
  currency?: string | undefined
  /** Minor units, with `currency`. */
  total?: number | undefined
  storable?: boolean | undefined
}

/** Body of `POST /methods/{provider}/{method}`. */
export interface LoadMethodRequest {
  payment?: string | undefined
  purpose: Purpose
  storedMethodId?: string | undefined
  attemptId?: string | undefined
  locale?: string | undefined
}

export const loadMethodRequestSchema: v.GenericSchema<unknown, LoadMethodRequest> = v.object({
  payment: v.exactOptional(idSchema),
  purpose: purposeSchema,
  storedMethodId: v.exactOptional(idSchema),
  attemptId: v.exactOptional(attemptIdSchema),
  locale: v.exactOptional(localeSchema),
})

/** Body of `POST /payments/{paymentId}/attempts`; the attempt's id travels as `Idempotency-Key`. */
export interface ValidateRequest {
  provider: string
  method: string
  purpose: Purpose
  /** What the provider's session collected: tokens, never card numbers. */
  data: Record<string, unknown>
  /** The quote of the method as the shopper saw it. */
  quote: string
  /** Keep the method for the customer. */
  store?: boolean | undefined
  storedMethodId?: string | undefined
  contact?: Contact | undefined
  consents?: Record<string, boolean> | undefined
  /** The waiting attempt that this one replaces. */
  supersede?: string | undefined
  locale?: string | undefined
}

export const validateRequestSchema: v.GenericSchema<unknown, ValidateRequest> = v.object({
  provider: codeSchema,
  method: codeSchema,
  purpose: purposeSchema,
  data: dataSchema,
  quote: v.pipe(v.string(), v.maxLength(2048)),
  store: v.exactOptional(v.boolean()),
  storedMethodId: v.exactOptional(idSchema),
  contact: v.exactOptional(contactSchema),
  consents: v.exactOptional(v.record(v.string(), v.boolean())),
  supersede: v.exactOptional(attemptIdSchema),
  locale: v.exactOptional(localeSchema),
})

/** Body of `…/attempts/{attemptId}/update`. */
export interface UpdatePaymentRequest {
  /** The step that this answers, from the result that asked for it. */
  step: number
  /** What the provider's session learnt. */
  data: Record<string, unknown>
}

export const updatePaymentRequestSchema: v.GenericSchema<unknown, UpdatePaymentRequest> = v.object({
  step: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  data: dataSchema,
})

/** Body of `POST /payments/{paymentId}/quote`. */
export interface LoadQuoteRequest {
  provider: string
  method: string
  shippingAddress?: Address | undefined
  shippingOptionId?: string | undefined
  coupon?: string | undefined
}

export const loadQuoteRequestSchema: v.GenericSchema<unknown, LoadQuoteRequest> = v.object({
  provider: codeSchema,
  method: codeSchema,
  shippingAddress: v.exactOptional(addressSchema),
  shippingOptionId: v.exactOptional(idSchema),
  coupon: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
})

/** Body of `POST /methods/{provider}/{method}/balance`. Neither member is ever logged or kept. */
export interface LoadBalanceRequest {
  payment?: string | undefined
  /** Of the gift card. */
  number: string
  pin?: string | undefined
}

export const loadBalanceRequestSchema: v.GenericSchema<unknown, LoadBalanceRequest> = v.object({
  payment: v.exactOptional(idSchema),
  number: v.pipe(v.string(), v.regex(/^[0-9A-Za-z -]{4,64}$/)),
  pin: v.exactOptional(v.pipe(v.string(), v.maxLength(32))),
})

/** Body of `POST /resume`. */
export interface ResumeRequest {
  token: string
}

export const resumeRequestSchema: v.GenericSchema<unknown, ResumeRequest> = v.object({
  token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,256}$/)),
})
