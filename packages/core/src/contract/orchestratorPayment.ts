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
  /** The shop's own id of the article. */
  id: string
  /** As the shopper reads it. */
  name: string
  /** How many units. */
  quantity: number
  /** Of one unit, in major units. */
  price: number
}

/** Body of `POST /payment`; the attempt's id travels as `Idempotency-Key` too. */
export interface PaymentValidationPayload {
  /** The payment's id. */
  id: string
  /** The shop's id of the customer; guests have none. */
  customerId?: string | undefined
  /** ISO 4217. */
  currency: string
  /** For receipts and the company's own checks. */
  email?: string | undefined
  /** Its country decides which methods are offered. */
  billingAddress?: Address | undefined
  /** Where the goods go; absent when nothing is shipped. */
  shippingAddress?: Address | undefined
  /** BCP 47. */
  locale?: string | undefined
  /** Major units, without surcharge: what is due. */
  total: number
  /** Major units, without surcharge: the whole total, of which `total` is due. @default `total` and what earlier attempts brought */
  paymentTotal?: number | undefined
  /** The order's lines. */
  items: PaymentItem[]
  /** The shop's own order number. */
  orderReference?: string | undefined
  /** What the provider's session collected. */
  data?: Record<string, unknown> | undefined

  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** What the method is used for. */
  purpose: Purpose
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** ISO 3166 alpha-2. */
  country: string
  /** Major units: what the shopper saw for this method, surcharge included. Anything else than this is refused as `amount-changed`. */
  amount: number
  /** The only URL that a company is ever given. */
  returnUrl: string
  /** `setup` stores a method and takes nothing. */
  kind?: 'purchase' | 'setup' | undefined
  /** Keep the method for the customer. */
  store?: boolean | undefined
  /** The stored method to pay by, with the purpose `pay-stored`. */
  storedMethodId?: string | undefined
  /** What a wallet's own sheet asked for. */
  contact?: Contact | undefined
}

/** Valibot schema of a {@link PaymentValidationPayload}. */
export const paymentValidationPayloadSchema: v.GenericSchema<unknown, PaymentValidationPayload> = v.object({
  id: idSchema,
  customerId: v.exactOptional(v.string()),
  currency: currencySchema,
  email: v.exactOptional(v.string()),
  billingAddress: v.exactOptional(addressSchema),
  shippingAddress: v.exactOptional(addressSchema),
  locale: v.exactOptional(v.string()),
  total: majorSchema,
  paymentTotal: v.exactOptional(majorSchema),
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
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** The step that `data` answers. */
  step: number
  /** What the action or the return brought back; the provider's own. */
  data: Record<string, unknown>
}

/** Valibot schema of a {@link PaymentUpdatePayload}. */
export const paymentUpdatePayloadSchema: v.GenericSchema<unknown, PaymentUpdatePayload> = v.object({
  attemptId: attemptIdSchema,
  step: v.number(),
  data: recordSchema,
})

/** Body of `POST /payment/{shopOrderId}/cancel`. */
export interface PaymentCancelPayload {
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
}

/** Valibot schema of a {@link PaymentCancelPayload}. */
export const paymentCancelPayloadSchema: v.GenericSchema<unknown, PaymentCancelPayload> = v.object({
  attemptId: attemptIdSchema,
})

/** Answer of `POST /payment`, `PUT /payment/{shopOrderId}` and cancel. */
export interface PaymentValidationResult {
  /** The company's id of the payment. */
  id?: string | undefined
  /** Number of the answer; an update names the step that it answers. */
  step: number
  /** What became of the call. */
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
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
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
  /** The payment's id. */
  id: string
  /** Those that the orchestrator knows of. */
  attempts: PaymentReadBackAttempt[]
}

/** Valibot schema of a {@link PaymentReadBack}. */
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
