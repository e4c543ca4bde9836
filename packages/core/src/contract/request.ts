import * as v from 'valibot'
import { type Address, addressSchema, type Contact, contactSchema } from './address.ts'
import { attemptIdSchema, codeSchema, idSchema } from './code.ts'
import { type Purpose, purposeSchema } from './loadedMethod.ts'

const localeSchema: v.GenericSchema<unknown, string> = v.pipe(v.string(), v.maxLength(64))
const dataSchema: v.GenericSchema<unknown, Record<string, unknown>> = v.record(v.string(), v.unknown())

/** Query of `GET /methods`. The filters count only outside a checkout. */
export interface LoadMethodListRequest {
  /** The paymentId; absent outside a checkout. */
  payment?: string | undefined
  /** Wallets that this browser can show, e.g. `applepay`. */
  wallets?: string[] | undefined
  /** BCP 47. */
  locale?: string | undefined
  /** ISO 3166 alpha-2. */
  country?: string | undefined
  /** ISO 4217. */
  currency?: string | undefined
  /** Minor units, with `currency`. */
  total?: number | undefined
  /** Only methods that can be stored. */
  storable?: boolean | undefined
}

/** Body of `POST /methods/{provider}/{method}`. */
export interface LoadMethodRequest {
  /** The paymentId; absent outside a checkout. */
  payment?: string | undefined
  /** What the method is used for. */
  purpose: Purpose
  /** The stored method to pay by, with the purpose `pay-stored`. */
  storedMethodId?: string | undefined
  /** The attempt that goes on, with the purpose `resume`. */
  attemptId?: string | undefined
  /** BCP 47. */
  locale?: string | undefined
}

/** Valibot schema of a {@link LoadMethodRequest}. */
export const loadMethodRequestSchema: v.GenericSchema<unknown, LoadMethodRequest> = v.object({
  payment: v.exactOptional(idSchema),
  purpose: purposeSchema,
  storedMethodId: v.exactOptional(idSchema),
  attemptId: v.exactOptional(attemptIdSchema),
  locale: v.exactOptional(localeSchema),
})

/** Body of `POST /payments/{paymentId}/attempts`; the attempt's id travels as `Idempotency-Key`. */
export interface ValidateRequest {
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** What the method is used for. */
  purpose: Purpose
  /** What the provider's session collected: tokens, never card numbers. */
  data: Record<string, unknown>
  /** The quote of the method as the shopper saw it. */
  quote: string
  /** Keep the method for the customer. */
  store?: boolean | undefined
  /** The stored method to pay by, with the purpose `pay-stored`. */
  storedMethodId?: string | undefined
  /** What a wallet's own sheet asked for. */
  contact?: Contact | undefined
  /** Whether the shopper agreed, by the name of the consent. */
  consents?: Record<string, boolean> | undefined
  /** The waiting attempt that this one replaces. */
  supersede?: string | undefined
  /** BCP 47. */
  locale?: string | undefined
}

/** Valibot schema of a {@link ValidateRequest}. */
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

/** Valibot schema of a {@link UpdatePaymentRequest}. */
export const updatePaymentRequestSchema: v.GenericSchema<unknown, UpdatePaymentRequest> = v.object({
  step: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  data: dataSchema,
})

/** Body of `POST /payments/{paymentId}/quote`. */
export interface LoadQuoteRequest {
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** Where the goods go; absent when nothing is shipped. */
  shippingAddress?: Address | undefined
  /** The chosen way of shipping, from the last quote. */
  shippingOptionId?: string | undefined
  /** A code that the shopper typed. */
  coupon?: string | undefined
}

/** Valibot schema of a {@link LoadQuoteRequest}. */
export const loadQuoteRequestSchema: v.GenericSchema<unknown, LoadQuoteRequest> = v.object({
  provider: codeSchema,
  method: codeSchema,
  shippingAddress: v.exactOptional(addressSchema),
  shippingOptionId: v.exactOptional(idSchema),
  coupon: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
})

/** Body of `POST /methods/{provider}/{method}/balance`. Neither member is ever logged or kept. */
export interface LoadBalanceRequest {
  /** The paymentId; absent outside a checkout. */
  payment?: string | undefined
  /** Of the gift card. */
  number: string
  /** Of the gift card; passed on, never kept. */
  pin?: string | undefined
}

/** Valibot schema of a {@link LoadBalanceRequest}. */
export const loadBalanceRequestSchema: v.GenericSchema<unknown, LoadBalanceRequest> = v.object({
  payment: v.exactOptional(idSchema),
  number: v.pipe(v.string(), v.regex(/^[0-9A-Za-z -]{4,64}$/)),
  pin: v.exactOptional(v.pipe(v.string(), v.maxLength(32))),
})

/** Body of `POST /resume`. */
export interface ResumeRequest {
  /** The return token from the URL that the shopper came back to. */
  token: string
}

/** Valibot schema of a {@link ResumeRequest}. */
export const resumeRequestSchema: v.GenericSchema<unknown, ResumeRequest> = v.object({
  token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,256}$/)),
})
