import * as v from 'valibot'
import type { Retry } from './adviceOf.ts'

/** A refused call as it travels: `application/problem+json`. Extension members depend on the code. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
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
  total?: unknown
  /** With `order-invalid`: what the shop found wrong. */
  issues?: OrderIssue[] | undefined
}

/** One thing that is wrong with an order; `message` is the shop's own text for the shopper. */
export interface OrderIssue {
  code: string
  message?: string | undefined
  field?: string | undefined
}

export const orderIssueSchema: v.GenericSchema<unknown, OrderIssue> = v.object({
  code: v.string(),
  message: v.exactOptional(v.string()),
  field: v.exactOptional(v.string()),
})

export const problemSchema: v.GenericSchema<unknown, Problem> = v.object({
  type: v.fallback(v.string(), 'about:blank'),
  title: v.fallback(v.string(), ''),
  status: v.number(),
  code: v.string(),
  retry: v.fallback(v.picklist(['same', 'other-method', 'never']), 'never'),
  detail: v.exactOptional(v.string()),
  supported: v.exactOptional(v.array(v.string())),
  state: v.exactOptional(v.unknown()),
  result: v.exactOptional(v.unknown()),
  methods: v.exactOptional(v.unknown()),
  total: v.exactOptional(v.unknown()),
  issues: v.exactOptional(v.array(orderIssueSchema)),
})
