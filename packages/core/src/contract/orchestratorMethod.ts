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
  /** ISO 4217. */
  currency: string
  /** For receipts and the company's own checks. */
  email?: string | undefined
  /** ISO 3166 alpha-2. */
  country: string
  /** The shop's id of the customer; guests have none. */
  customerId?: string | undefined
  /** Whatever else the shop tells about the payment. */
  data?: Record<string, unknown> | undefined

  /** `setup` stores a method and takes nothing. */
  kind?: 'purchase' | 'setup' | undefined
  /** BCP 47. */
  locale?: string | undefined
  /** Wallets that the browser can show, e.g. `applepay`. */
  wallets?: string[] | undefined
  /** What the method is used for. */
  purpose?: Purpose | undefined
  /** The stored method to pay by, with the purpose `pay-stored`. */
  storedMethodId?: string | undefined
  /** The attempt that goes on, with the purpose `resume`. */
  attemptId?: string | undefined
}

/** Valibot schema of a {@link PaymentLoadPayload}. */
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
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** Read by the provider in the browser; no secrets. */
  config?: unknown
  /** Major units; `percentage` of the total, `fixed` on top, `amount` is what both come to. */
  surcharge?: { amount: number; fixed?: number | undefined; percentage?: number | undefined } | undefined
  /** Paid outside the checkout, on delivery for instance. */
  isOffline?: boolean | undefined
  /** Whether the shopper may have it kept for the next time. */
  isStorable?: boolean | undefined
  /** The name that the shopper reads. */
  title?: string | undefined

  /** One more line for the shopper, below the title. */
  description?: string | undefined
  /** URL of an image. */
  icon?: string | undefined
  /** `component`: a registered provider draws it. `nothing`: payable without one. */
  needs?: string | undefined
  /** Whether its own sheet asks for addresses, as wallets do. */
  collectsContact?: boolean | undefined
  /** The origins that a redirect of this method may lead to. */
  redirectOrigins?: string[] | undefined
  /** After this time (RFC 3339) it has to be loaded again. */
  expiresAt?: string | undefined
  /** The stored method that is to be paid by, with `pay-stored`. */
  stored?: StoredMethod | undefined
}

/** Valibot schema of a {@link PaymentMethodInstance}. */
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
  /** In the order in which they are shown. */
  methods: PaymentMethodInstance[]
  /** What the customer has stored. */
  stored: StoredMethod[]
  /** Methods that are left out, each with its reason. */
  unavailable: { provider: string; method: string; reason: string }[]
}

/** Valibot schema of a {@link PaymentMethodsAnswer}. */
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
  /** ISO 4217. */
  currency: string
  /** Of the gift card; passed on, never kept. */
  number: string
  /** Of the gift card; passed on, never kept. */
  pin?: string | undefined
}

/** Valibot schema of a {@link BalancePayload}. */
export const balancePayloadSchema: v.GenericSchema<unknown, BalancePayload> = v.object({
  id: idSchema,
  currency: currencySchema,
  number: v.pipe(v.string(), v.maxLength(64)),
  pin: v.exactOptional(v.pipe(v.string(), v.maxLength(32))),
})

/** Answer of `POST /payment-methods/{provider}/{method}/balance`, in major units. */
export interface BalanceAnswer {
  /** Major units. */
  balance: number
  /** ISO 4217. */
  currency: string
}

/** Valibot schema of a {@link BalanceAnswer}. */
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
  /** Unknown names are kept and mean nothing. */
  features: (OrchestratorFeature | (string & {}))[]
}

/** Valibot schema of a {@link Capabilities}. */
export const capabilitiesSchema: v.GenericSchema<unknown, Capabilities> = v.object({
  features: v.array(v.string()),
})
