import { currencyExponent, type Money, type Tracking } from '@payloom/core/contract'
import * as v from 'valibot'

/** A payment as the sandbox company shows it. */
export interface CompanyPayment {
  id: string
  reference: string
  amount: Money
  /** `requires_action`, `pending`, `authorized`, `succeeded`, `failed`, `canceled`, `expired`, or a later one. */
  status: string
  /** What is held now: neither taken nor given back. */
  authorizedAmount: Money
  capturedAmount: Money
  refundedAmount: Money
  /** Until when a pending payment can be paid. */
  expiresAt?: string | undefined
  /** Only while the shopper has not decided there. */
  redirect?: CompanyRedirect | undefined
  display?: CompanyDisplay | undefined
  action?: { id: string; type: string; url?: string | undefined } | undefined
  /** A card that the company keeps since this payment. */
  stored?: CompanyCard | undefined
  /** What a gift card did not cover. */
  due?: Money | undefined
  error?: { code: string } | undefined
  events: CompanyPaymentEvent[]
}

/** Where the shopper is to go. */
export interface CompanyRedirect {
  url: string
  method: 'GET' | 'POST'
  fields: { name: string; value: string }[]
}

/** What the shopper is shown meanwhile. */
export type CompanyDisplay =
  | { kind: 'qr'; data: string; appUrl?: string | undefined }
  | { kind: 'await'; appUrl?: string | undefined }
  | {
      kind: 'bank-transfer'
      iban: string
      bic?: string | undefined
      beneficiary: string
      reference: string
      appUrl?: string | undefined
    }

/** A stored card. */
export interface CompanyCard {
  id: string
  brand: string
  last4: string
  expiry: string
  needsCvc: boolean
}

/** Something that happened to a payment. */
export interface CompanyPaymentEvent {
  id: string
  type: string
  amount?: Money | undefined
  /** Of a refund or a shipment: our own name of it. */
  reference?: string | undefined
  /** Of a shipment: what left. Empty: nothing more did. */
  items?: { id: string }[] | undefined
  tracking?: Tracking | undefined
  createdAt: string
}

/** The body of a webhook. */
export interface CompanyWebhook {
  id: string
  type: string
  createdAt: string
  data: {
    paymentId: string
    reference: string
    amount?: Money | undefined
    /** Our own name of the refund or shipment. */
    operationReference?: string | undefined
    items?: { id: string }[] | undefined
    tracking?: Tracking | undefined
    error?: { code: string } | undefined
  }
}

/** Short enough to stand within an id of ours. */
const idSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~-]{1,100}$/))
/** Whatever a refund was named, be it by the company's own staff. */
const referenceSchema = v.pipe(v.string(), v.maxLength(128))
const codeSchema = v.pipe(v.string(), v.regex(/^[a-z0-9_.-]{1,64}$/))
const timeSchema = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/))
const urlSchema = v.pipe(v.string(), v.url(), v.maxLength(2000))
const textSchema = v.pipe(v.string(), v.maxLength(2000))
const moneySchema = v.object({
  value: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  currency: v.pipe(
    v.string(),
    v.check((code) => currencyExponent(code) !== undefined),
  ),
})
const errorSchema = v.object({ code: codeSchema })
const shipment = {
  items: v.exactOptional(v.pipe(v.array(v.object({ id: textSchema })), v.maxLength(1_000))),
  tracking: v.exactOptional(v.object({ name: textSchema, number: textSchema })),
}

const redirectSchema: v.GenericSchema<unknown, CompanyRedirect> = v.object({
  url: urlSchema,
  method: v.picklist(['GET', 'POST']),
  fields: v.pipe(v.array(v.object({ name: textSchema, value: textSchema })), v.maxLength(100)),
})

const link = { appUrl: v.exactOptional(urlSchema) }
const displaySchema: v.GenericSchema<unknown, CompanyDisplay> = v.variant('kind', [
  v.object({ kind: v.literal('qr'), data: textSchema, ...link }),
  v.object({ kind: v.literal('await'), ...link }),
  v.object({
    kind: v.literal('bank-transfer'),
    iban: textSchema,
    bic: v.exactOptional(textSchema),
    beneficiary: textSchema,
    reference: textSchema,
    ...link,
  }),
])

const cardSchema: v.GenericSchema<unknown, CompanyCard> = v.object({
  id: idSchema,
  brand: codeSchema,
  last4: v.pipe(v.string(), v.regex(/^\d{4}$/)),
  expiry: v.pipe(v.string(), v.regex(/^\d\d\/\d\d$/)),
  needsCvc: v.boolean(),
})

export const companyPaymentSchema: v.GenericSchema<unknown, CompanyPayment> = v.object({
  id: idSchema,
  reference: idSchema,
  amount: moneySchema,
  status: v.string(),
  authorizedAmount: moneySchema,
  capturedAmount: moneySchema,
  refundedAmount: moneySchema,
  expiresAt: v.exactOptional(timeSchema),
  redirect: v.exactOptional(redirectSchema),
  display: v.exactOptional(displaySchema),
  action: v.exactOptional(v.object({ id: idSchema, type: codeSchema, url: v.exactOptional(urlSchema) })),
  stored: v.exactOptional(cardSchema),
  due: v.exactOptional(moneySchema),
  error: v.exactOptional(errorSchema),
  events: v.array(
    v.object({
      id: idSchema,
      type: codeSchema,
      amount: v.exactOptional(moneySchema),
      reference: v.exactOptional(referenceSchema),
      ...shipment,
      createdAt: timeSchema,
    }),
  ),
})

export const companyPaymentsSchema: v.GenericSchema<unknown, CompanyPayment[]> = v.array(companyPaymentSchema)

export const companyWebhookSchema: v.GenericSchema<unknown, CompanyWebhook> = v.object({
  id: idSchema,
  type: codeSchema,
  createdAt: timeSchema,
  data: v.object({
    paymentId: idSchema,
    reference: idSchema,
    amount: v.exactOptional(moneySchema),
    operationReference: v.exactOptional(referenceSchema),
    ...shipment,
    error: v.exactOptional(errorSchema),
  }),
})

/** Answer of a question for the balance of a gift card. */
export const companyBalanceSchema: v.GenericSchema<unknown, { balance: Money }> = v.object({
  balance: moneySchema,
})

export const companyErrorSchema: v.GenericSchema<unknown, { error: { code: string } }> = v.object({
  error: errorSchema,
})
