import * as v from 'valibot'
import { attemptIdSchema, codeSchema, idSchema, timeSchema } from './code.ts'
import { type Purpose, purposeSchema } from './loadedMethod.ts'
import { currencySchema } from './money.ts'
import { type StoredMethod, storedMethodSchema } from './storedMethod.ts'

/*
 * Shop proxy ↔ orchestrator. Names and shapes are the documented ones of the system that Payloom re-implements;
 * money is the documented major-unit number, converted by moneyFromMajor and majorFromMoney and nothing else.
 * Members after a blank line in each interface are Payloom's additions.
 */

/** A major-unit number. */
export const majorSchema: v.GenericSchema<unknown, number> = v.pipe(v.number(), v.finite())
/** Any object; its members are the provider's own. */
export const recordSchema: v.GenericSchema<unknown, Record<string, unknown>> = v.record(
  v.string(),
  v.unknown(),
)

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
    v.object({
      amount: majorSchema,
      fixed: v.exactOptional(majorSchema),
      percentage: v.exactOptional(majorSchema),
    }),
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
      unavailable: v.fallback(
        v.array(v.object({ provider: codeSchema, method: codeSchema, reason: v.string() })),
        [],
      ),
    }),
    v.array(paymentMethodInstanceSchema),
  ]),
  v.transform((answer) =>
    Array.isArray(answer) ? { methods: answer, stored: [], unavailable: [] } : answer,
  ),
)

/** Answer of `GET /stored-payment-methods/{customerId}`. */
export const storedMethodsAnswerSchema: v.GenericSchema<unknown, StoredMethod[]> = v.array(storedMethodSchema)

/** Body of `POST /payment-methods/{provider}/{method}/balance`. */
export interface BalancePayload {
  /** The payment's id. */
  id: string
  currency: string
  /** Of the gift card; passed on, never kept. */
  number: string
  pin?: string | undefined
}

export const balancePayloadSchema: v.GenericSchema<unknown, BalancePayload> = v.object({
  id: idSchema,
  currency: currencySchema,
  number: v.pipe(v.string(), v.maxLength(64)),
  pin: v.exactOptional(v.pipe(v.string(), v.maxLength(32))),
})

/** Answer of `POST /payment-methods/{provider}/{method}/balance`, in major units. */
export interface BalanceAnswer {
  balance: number
  currency: string
}

export const balanceAnswerSchema: v.GenericSchema<unknown, BalanceAnswer> = v.object({
  balance: majorSchema,
  currency: currencySchema,
})

/** What an orchestrator can do beyond the documented calls. What is missing hides the feature. */
export type OrchestratorFeature =
  | 'read-back'
  | 'cancel'
  | 'quote'
  | 'balance'
  | 'merchant-session'
  | 'stored-methods'

/** Answer of `GET /capabilities`. */
export interface Capabilities {
  features: (OrchestratorFeature | (string & {}))[]
}

export const capabilitiesSchema: v.GenericSchema<unknown, Capabilities> = v.object({
  features: v.array(v.string()),
})
