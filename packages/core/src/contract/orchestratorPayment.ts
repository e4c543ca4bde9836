import * as v from 'valibot'
import { type Address, addressSchema, type Contact, contactSchema } from './address.ts'
import { attemptIdSchema, codeSchema, idSchema } from './code.ts'
import { type Fact, factSchema } from './fact.ts'
import { type Purpose, purposeSchema } from './loadedMethod.ts'
import { currencySchema } from './money.ts'
import { majorSchema, recordSchema } from './orchestratorMethod.ts'
import { type PaymentOutcome, paymentOutcomeSchema } from './paymentResult.ts'

/** One line of an order, as the orchestrator takes it; `price` is one unit's in major units. */
export interface PaymentItem {
  id: string
  name: string
  quantity: number
  price: number
}

/** Body of `POST /payment`; the attempt's id travels as `Idempotency-Key` too. */
export interface PaymentValidationPayload {
  id: string
  customerId?: string | undefined
  currency: string
  email?: string | undefined
  billingAddress?: Address | undefined
  shippingAddress?: Address | undefined
  locale?: string | undefined
  /** Major units, without surcharge. */
  total: number
  items: PaymentItem[]
  /** The shop's own order number. */
  orderReference?: string | undefined
  /** What the provider's session collected. */
  data?: Record<string, unknown> | undefined

  provider: string
  method: string
  purpose: Purpose
  attemptId: string
  country: string
  /** Major units: what the shopper saw for this method, surcharge included. Anything else than this is refused as `amount-changed`. */
  amount: number
  /** The only URL that a company is ever given. */
  returnUrl: string
  kind?: 'purchase' | 'setup' | undefined
  store?: boolean | undefined
  storedMethodId?: string | undefined
  /** What a wallet's own sheet asked for. */
  contact?: Contact | undefined
}

export const paymentValidationPayloadSchema: v.GenericSchema<unknown, PaymentValidationPayload> = v.object({
  id: idSchema,
  customerId: v.exactOptional(v.string()),
  currency: currencySchema,
  email: v.exactOptional(v.string()),
  billingAddress: v.exactOptional(addressSchema),
  shippingAddress: v.exactOptional(addressSchema),
  locale: v.exactOptional(v.string()),
  total: majorSchema,
  items: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      quantity: v.pipe(v.number(), v.safeInteger()),
      price: majorSchema,
    }),
  ),
  orderReference: v.exactOptional(v.string()),
  data: v.exactOptional(recordSchema),
  provider: codeSchema,
  method: codeSchema,
  purpose: purposeSchema,
  attemptId: attemptIdSchema,
  country: v.string(),
  amount: majorSchema,
  returnUrl: v.string(),
  kind: v.exactOptional(v.picklist(['purchase', 'setup'])),
  store: v.exactOptional(v.boolean()),
  storedMethodId: v.exactOptional(idSchema),
  contact: v.exactOptional(contactSchema),
})

/** Body of `PUT /payment/{shopOrderId}`. */
export interface PaymentUpdatePayload {
  attemptId: string
  step: number
  data: Record<string, unknown>
}

export const paymentUpdatePayloadSchema: v.GenericSchema<unknown, PaymentUpdatePayload> = v.object({
  attemptId: attemptIdSchema,
  step: v.number(),
  data: recordSchema,
})

/** Body of `POST /payment/{shopOrderId}/cancel`. */
export interface PaymentCancelPayload {
  attemptId: string
}

export const paymentCancelPayloadSchema: v.GenericSchema<unknown, PaymentCancelPayload> = v.object({
  attemptId: attemptIdSchema,
})

/** Answer of `POST /payment`, `PUT /payment/{shopOrderId}` and cancel. */
export interface PaymentValidationResult {
  /** The company's id of the payment. */
  id?: string | undefined
  step: number
  outcome: PaymentOutcome
}

const legacyResultSchema = v.pipe(
  // Only what is named `id` or `intermediateStep` is an older answer: a broken new one must never read as complete.
  v.looseObject({}),
  v.check(isLegacyResult, 'is no answer to a payment'),
  v.object({
    id: v.exactOptional(v.string()),
    intermediateStep: v.exactOptional(
      v.object({
        url: v.string(),
        method: v.picklist(['GET', 'POST']),
        fields: v.exactOptional(v.array(v.object({ name: v.string(), value: v.exactOptional(v.string()) }))),
      }),
    ),
  }),
  v.transform(({ id, intermediateStep }): PaymentValidationResult => {
    const outcome: PaymentOutcome = intermediateStep
      ? {
          outcome: 'redirect',
          url: intermediateStep.url,
          method: intermediateStep.method,
          fields: (intermediateStep.fields ?? []).map(({ name, value }) => ({ name, value: value ?? '' })),
        }
      : { outcome: 'complete' }
    return { ...(id === undefined ? {} : { id }), step: 1, outcome }
  }),
)

function isLegacyResult(input: Record<string, unknown>): boolean {
  if ('outcome' in input || 'step' in input) return false
  return typeof input.id === 'string' || input.intermediateStep !== undefined
}

/** Understands the older answers too: `{ id }` is complete, `{ id, intermediateStep }` a redirect. */
export const paymentValidationResultSchema: v.GenericSchema<unknown, PaymentValidationResult> = v.union([
  v.object({
    id: v.exactOptional(v.string()),
    step: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    outcome: paymentOutcomeSchema,
  }),
  legacyResultSchema,
])

/** One attempt in the answer of `GET /payment/{shopOrderId}`. */
export interface PaymentReadBackAttempt {
  attemptId: string
  provider: string
  method: string
  /** The company's id. */
  id?: string | undefined
  /** All that the company says happened; each is `confirmed`. Amounts are Money in minor units. */
  facts: Fact[]
  /** The newest answer to the attempt. Absent while none is known. */
  result?: PaymentValidationResult | undefined
}

/** Answer of `GET /payment/{shopOrderId}`, the read-back. */
export interface PaymentReadBack {
  id: string
  attempts: PaymentReadBackAttempt[]
}

export const paymentReadBackSchema: v.GenericSchema<unknown, PaymentReadBack> = v.object({
  id: idSchema,
  attempts: v.array(
    v.object({
      attemptId: attemptIdSchema,
      provider: codeSchema,
      method: codeSchema,
      id: v.exactOptional(v.string()),
      facts: v.array(factSchema),
      result: v.exactOptional(paymentValidationResultSchema),
    }),
  ),
})
