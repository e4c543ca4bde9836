import { type KnownFactKind, type PaymentOutcome, paymentOutcomeSchema } from '@payloom/core/contract'
import type { CompanyStoredMethod, MethodTraits } from '@payloom/orchestrator'
import * as v from 'valibot'

/** A payment company as JSON: its methods, and what it answers to which order. */
export interface ConnectorScript {
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** By code. */
  methods: Record<string, ScriptedMethod>
  /** The first that fits an order answers it. An order that none fits is paid at once. */
  scenarios: ScriptedScenario[]
}

/** One method of a scripted company. */
export interface ScriptedMethod {
  /** @default a component is needed; nothing else */
  traits?: Partial<MethodTraits> | undefined
  /** What the provider in the browser is given. @default {} */
  config?: Record<string, unknown> | undefined
  /** @default [] */
  redirectOrigins?: string[] | undefined
  /** Gift cards: minor units and PIN, by number. */
  balances?: Record<string, { value: number; pin?: string | undefined }> | undefined
}

/** What the company makes of certain orders. */
export interface ScriptedScenario {
  /** For whoever reads the script. */
  name: string
  /** Which orders. @default every one */
  when?: OrderPattern | undefined
  /** The answer to the order. */
  answer: ScriptedStep
  /** Answers to what the browser brings back, one after the other; the last one stays. @default complete */
  updates?: ScriptedStep[] | undefined
}

/** What an order has to be like; what is left away may be anything. */
export interface OrderPattern {
  /** Code of the method. */
  method?: string | undefined
  /** What the method is used for. */
  purpose?: 'pay' | 'pay-stored' | 'setup' | undefined
  /** Minor units, surcharge included. */
  amount?: number | undefined
  /** Members of the order's data; objects are compared member by member. */
  data?: Record<string, unknown> | undefined
}

/**
 * One answer of the company. In its texts `{attemptId}`, `{companyId}`, `{returnUrl}`, `{reference}`, `{value}` and `{currency}` stand for the
 * order's own.
 */
export type ScriptedStep =
  | {
      outcome: PaymentOutcome
      /** @default what the outcome says */
      facts?: { kind: KnownFactKind; amount?: number | undefined }[] | undefined
      /** What the company keeps for the customer, for orders with `store`. */
      stored?: CompanyStoredMethod | undefined
      /** Data that has to come along with it; other data is refused. For `updates` only. */
      data?: Record<string, unknown> | undefined
    }
  /** The company took it and gives no answer, or could not be reached. */
  | { outcome: 'timeout' | 'unreachable' }

const record = v.record(v.string(), v.unknown())

const stepSchema = v.union([
  v.strictObject({ outcome: v.picklist(['timeout', 'unreachable']) }),
  v.strictObject({
    outcome: v.custom<PaymentOutcome>(
      (value) => v.is(paymentOutcomeSchema, value),
      'is no outcome of the contract',
    ),
    facts: v.optional(v.array(v.strictObject({ kind: v.string(), amount: v.optional(v.number()) }))),
    stored: v.optional(v.looseObject({ reference: v.string(), title: v.string(), needsCvc: v.boolean() })),
    data: v.optional(record),
  }),
])

const scriptSchema = v.strictObject({
  provider: v.string(),
  methods: v.record(
    v.string(),
    v.strictObject({
      traits: v.optional(record),
      config: v.optional(record),
      redirectOrigins: v.optional(v.array(v.string())),
      balances: v.optional(
        v.record(v.string(), v.strictObject({ value: v.number(), pin: v.optional(v.string()) })),
      ),
    }),
  ),
  scenarios: v.array(
    v.strictObject({
      name: v.string(),
      when: v.optional(
        v.strictObject({
          method: v.optional(v.string()),
          purpose: v.optional(v.picklist(['pay', 'pay-stored', 'setup'])),
          amount: v.optional(v.number()),
          data: v.optional(record),
        }),
      ),
      answer: stepSchema,
      updates: v.optional(v.array(stepSchema)),
    }),
  ),
})

/**
 * Reads a script.
 *
 * @throws TypeError that names the place.
 */
export function parseConnectorScript(json: unknown): ConnectorScript {
  const parsed = v.safeParse(scriptSchema, json)
  if (parsed.success) return parsed.output as ConnectorScript
  const [issue] = parsed.issues
  throw new TypeError(
    `createScriptedConnector: the script is wrong at "${v.getDotPath(issue) ?? ''}": ${issue.message}`,
  )
}
