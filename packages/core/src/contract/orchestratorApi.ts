import * as v from 'valibot'
import { type Address, addressSchema } from './address.ts'
import { attemptIdSchema, codeSchema, idSchema, timeSchema } from './code.ts'
import { type Fact, factSchema } from './fact.ts'
import { type Purpose, purposeSchema } from './loadedMethod.ts'
import { currencySchema } from './money.ts'
import { type PaymentOutcome, paymentOutcomeSchema } from './paymentResult.ts'
import { type StoredMethod, storedMethodSchema } from './storedMethod.ts'

/*
 * Shop proxy ↔ orchestrator. Names and shapes are the documented ones of the system that Payloom re-implements;
 * money is the documented major-unit number, converted by moneyFromMajor and majorFromMoney and nothing else.
 * Members after a blank line in each interface are Payloom's additions.
 */

const majorSchema: v.GenericSchema<unknown, number> = v.pipe(v.number(), v.finite())
const recordSchema: v.GenericSchema<unknown, Record<string, unknown>> = v.record(v.string(), v.unknown())

/** Body of `POST /payment-methods` and of `POST /payment-methods/{provider}/{method}`. `country` is that of the billing address. */
export interface PaymentLoadPayload {
  /** The payment's id. */
  id: string
  /** Major units, without surcharge. */
  total: number
  currency: string
  email?: string | undefined
  country: string
  customerId?: string | undefined
  data?: Record<string, unknown> | undefined

  kind?: 'purchase' | 'setup' | undefined
  locale?: string | undefined
  wallets?: string[] | undefined
  purpose?: Purpose | undefined
  storedMethodId?: string | undefined
  attemptId?: string | undefined
}

export const paymentLoadPayloadSchema: v.GenericSchema<unknown, PaymentLoadPayload> = v.object({
  id: idSchema,
  total: majorSchema,
  currency: currencySchema,
  email: v.exactOptional(v.string()),
  country: v.string(),
  customerId: v.exactOptional(v.string()),
  data: v.exactOptional(recordSchema),
  kind: v.exactOptional(v.picklist(['purchase', 'setup'])),
  locale: v.exactOptional(v.string()),
  wallets: v.exactOptional(v.array(v.string())),
  purpose: v.exactOptional(purposeSchema),
  storedMethodId: v.exactOptional(idSchema),
  attemptId: v.exactOptional(attemptIdSchema),
})

/** A method as the orchestrator answers it. */
export interface PaymentMethodInstance {
  provider: string
  method: string
  config?: unknown
  /** Major units; `percentage` of the total, `fixed` on top, `amount` is what both come to. */
  surcharge?: { amount: number; fixed?: number | undefined; percentage?: number | undefined } | undefined
  isOffline?: boolean | undefined
  isStorable?: boolean | undefined
  title?: string | undefined

  description?: string | undefined
  icon?: string | undefined
  needs?: string | undefined
  collectsContact?: boolean | undefined
  redirectOrigins?: string[] | undefined
  expiresAt?: string | undefined
  stored?: StoredMethod | undefined
}

export const paymentMethodInstanceSchema: v.GenericSchema<unknown, PaymentMethodInstance> = v.object({
  provider: codeSchema,
  method: codeSchema,
  config: v.exactOptional(v.unknown()),
  surcharge: v.exactOptional(
    v.object({ amount: majorSchema, fixed: v.exactOptional(majorSchema), percentage: v.exactOptional(majorSchema) }),
  ),
  isOffline: v.exactOptional(v.boolean()),
  isStorable: v.exactOptional(v.boolean()),
  title: v.exactOptional(v.string()),
  description: v.exactOptional(v.string()),
  icon: v.exactOptional(v.string()),
  needs: v.exactOptional(v.string()),
  collectsContact: v.exactOptional(v.boolean()),
  redirectOrigins: v.exactOptional(v.array(v.string())),
  expiresAt: v.exactOptional(timeSchema),
  stored: v.exactOptional(storedMethodSchema),
})

/** Answer of `POST /payment-methods`. An older orchestrator answers the bare array of methods. */
export interface PaymentMethodsAnswer {
  methods: PaymentMethodInstance[]
  stored: StoredMethod[]
  unavailable: { provider: string; method: string; reason: string }[]
}

export const paymentMethodsAnswerSchema: v.GenericSchema<unknown, PaymentMethodsAnswer> = v.pipe(
  v.union([
    v.object({
      methods: v.array(paymentMethodInstanceSchema),
      stored: v.fallback(v.array(storedMethodSchema), []),
      unavailable: v.fallback(v.array(v.object({ provider: codeSchema, method: codeSchema, reason: v.string() })), []),
    }),
    v.array(paymentMethodInstanceSchema),
  ]),
  v.transform((answer) => (Array.isArray(answer) ? { methods: answer, stored: [], unavailable: [] } : answer)),
)

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
  store?: boolean | undefined
  storedMethodId?: string | undefined
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
    v.object({ id: v.string(), name: v.string(), quantity: v.pipe(v.number(), v.safeInteger()), price: majorSchema }),
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
  store: v.exactOptional(v.boolean()),
  storedMethodId: v.exactOptional(idSchema),
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

/** What an orchestrator can do beyond the documented calls. What is missing hides the feature. */
export type OrchestratorFeature = 'read-back' | 'cancel' | 'quote' | 'balance' | 'merchant-session' | 'stored-methods'

/** Answer of `GET /capabilities`. */
export interface Capabilities {
  features: (OrchestratorFeature | (string & {}))[]
}

export const capabilitiesSchema: v.GenericSchema<unknown, Capabilities> = v.object({ features: v.array(v.string()) })
