import { currencyExponent, type Money } from '@payloom/core/contract'
import * as v from 'valibot'

/** A payment as the sandbox company shows it. */
export interface CompanyPayment {
  id: string
  reference: string
  amount: Money
  /** `requires_action`, `succeeded`, `failed`, `canceled`, or a later one. */
  status: string
  action?: { id: string; type: string; url: string } | undefined
  error?: { code: string } | undefined
  events: CompanyPaymentEvent[]
}

/** Something that happened to it. */
export interface CompanyPaymentEvent {
  id: string
  type: string
  amount?: Money | undefined
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
    error?: { code: string } | undefined
  }
}

/** Short enough to stand within an id of ours. */
const idSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~-]{1,100}$/))
const codeSchema = v.pipe(v.string(), v.regex(/^[a-z0-9_.-]{1,64}$/))
const timeSchema = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/))
const moneySchema = v.object({
  value: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  currency: v.pipe(
    v.string(),
    v.check((code) => currencyExponent(code) !== undefined),
  ),
})
const errorSchema = v.object({ code: codeSchema })

export const companyPaymentSchema: v.GenericSchema<unknown, CompanyPayment> = v.object({
  id: idSchema,
  reference: idSchema,
  amount: moneySchema,
  status: v.string(),
  action: v.exactOptional(
    v.object({ id: idSchema, type: codeSchema, url: v.pipe(v.string(), v.url(), v.maxLength(2000)) }),
  ),
  error: v.exactOptional(errorSchema),
  events: v.array(
    v.object({ id: idSchema, type: codeSchema, amount: v.exactOptional(moneySchema), createdAt: timeSchema }),
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
    error: v.exactOptional(errorSchema),
  }),
})

export const companyErrorSchema: v.GenericSchema<unknown, { error: { code: string } }> = v.object({
  error: errorSchema,
})
