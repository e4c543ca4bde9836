import * as v from 'valibot'

/** How a refused call may be tried again. */
export type Retry = 'same' | 'other-method' | 'never'

/** The closed table of problems (RFC 9457): code → HTTP status and advice. */
export const problems = {
  'bad-request': { status: 400, retry: 'never' },
  'unsupported-contract': { status: 400, retry: 'never' },
  'invalid-validation-url': { status: 400, retry: 'never' },
  'session-expired': { status: 401, retry: 'never' },
  'bad-origin': { status: 403, retry: 'never' },
  'not-found': { status: 404, retry: 'never' },
  'unknown-attempt': { status: 404, retry: 'never' },
  'method-not-allowed': { status: 405, retry: 'never' },
  'already-paid': { status: 409, retry: 'never' },
  'attempt-in-progress': { status: 409, retry: 'never' },
  'amount-changed': { status: 409, retry: 'same' },
  'order-invalid': { status: 409, retry: 'never' },
  'method-unavailable': { status: 409, retry: 'other-method' },
  'attempt-burnt': { status: 410, retry: 'never' },
  'too-large': { status: 413, retry: 'never' },
  'unsupported-media-type': { status: 415, retry: 'never' },
  'idempotency-mismatch': { status: 422, retry: 'never' },
  'rate-limited': { status: 429, retry: 'same' },
  internal: { status: 500, retry: 'same' },
  'orchestrator-unavailable': { status: 502, retry: 'same' },
} as const

/** A code of the closed problem table. */
export type ProblemCode = keyof typeof problems

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

/** Whether a text is a code of the closed problem table. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}
