import { adviceOf, type ProblemCode, type Retry } from './adviceOf.ts'

const statuses: Readonly<Record<ProblemCode, number>> = {
  'bad-request': 400,
  'unsupported-contract': 400,
  'invalid-validation-url': 400,
  'session-expired': 401,
  'bad-origin': 403,
  'not-found': 404,
  'unknown-attempt': 404,
  'method-not-allowed': 405,
  'already-paid': 409,
  'attempt-in-progress': 409,
  'amount-changed': 409,
  'order-invalid': 409,
  'method-unavailable': 409,
  'attempt-burnt': 410,
  'too-large': 413,
  'unsupported-media-type': 415,
  'idempotency-mismatch': 422,
  'rate-limited': 429,
  internal: 500,
  'orchestrator-unavailable': 502,
}

/** The closed table of problems (RFC 9457): code → HTTP status and advice. A page needs the advice alone, which is a file of its own. */
export const problems: Readonly<Record<ProblemCode, { readonly status: number; readonly retry: Retry }>> =
  Object.fromEntries(
    Object.entries(statuses).map(([code, status]) => [code, { status, retry: adviceOf(code) }]),
  ) as Record<ProblemCode, { status: number; retry: Retry }>

/** Whether a text is a code of the closed problem table. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}
