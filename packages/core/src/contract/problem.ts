import * as v from 'valibot'
import type { Retry } from './adviceOf.ts'

/** A refused call as it travels: `application/problem+json`. Extension members depend on the code. */
export interface Problem {
  /** URI of the kind of problem. */
  type: string
  /** Short, in English; for developers. */
  title: string
  /** HTTP status of the answer. */
  status: number
  /** One of the contract's codes, or one of a later version. */
  code: string
  /** `same`: try the same again. `other-method`: choose another method. `never`: neither helps. */
  retry: Retry
  /** What exactly was wrong, for developers; never secrets, never a stack. */
  detail?: string | undefined
  /** With `unsupported-contract`: the versions that the server speaks. */
  supported?: string[] | undefined
  /** With `already-paid`: a `PaymentState`. */
  state?: unknown
  /** With `attempt-in-progress`: the `PaymentResult` of the attempt that stands. */
  result?: unknown
  /** With `amount-changed`: the methods as they are now, and the new total. */
  methods?: unknown
  /** With `amount-changed`: the new total. */
  total?: unknown
  /** With `order-invalid`: what the shop found wrong. */
  issues?: OrderIssue[] | undefined
}

/** One thing that is wrong with an order; `message` is the shop's own text for the shopper. */
export interface OrderIssue {
  /** The shop's own. */
  code: string
  /** The shop's own text for the shopper. */
  message?: string | undefined
  /** The field to mend. */
  field?: string | undefined
}

export const orderIssueSchema: v.GenericSchema<unknown, OrderIssue> = v.object({
  code: v.string(),
  message: v.exactOptional(v.string()),
  field: v.exactOptional(v.string()),
})

/** Valibot schema of a {@link Problem}. */
export const problemSchema: v.GenericSchema<unknown, Problem> = v.object({
  type: v.fallback(v.string(), 'about:blank'),
  title: v.fallback(v.string(), ''),
  status: v.number(),
  // It stands in messages and logs: what is no name of a code is no problem of the contract.
  code: v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/)),
  retry: v.fallback(v.picklist(['same', 'other-method', 'never']), 'never'),
  detail: v.exactOptional(v.string()),
  supported: v.exactOptional(v.array(v.string())),
  state: v.exactOptional(v.unknown()),
  result: v.exactOptional(v.unknown()),
  methods: v.exactOptional(v.unknown()),
  total: v.exactOptional(v.unknown()),
  issues: v.exactOptional(v.array(orderIssueSchema)),
})
