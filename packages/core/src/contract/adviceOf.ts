/** How a refused call may be tried again. */
export type Retry = 'same' | 'other-method' | 'never'

/** The closed list of problem codes, by their advice. */
const codes = {
  same: ['amount-changed', 'rate-limited', 'internal', 'orchestrator-unavailable'],
  'other-method': ['method-unavailable'],
  never: [
    'bad-request',
    'unsupported-contract',
    'invalid-validation-url',
    'session-expired',
    'bad-origin',
    'not-found',
    'unknown-attempt',
    'method-not-allowed',
    'already-paid',
    'attempt-in-progress',
    'order-invalid',
    'attempt-burnt',
    'too-large',
    'unsupported-media-type',
    'idempotency-mismatch',
  ],
} as const

/** A code of the closed problem table. */
export type ProblemCode = (typeof codes)[Retry][number]

/** The advice of a problem code; `undefined` for a code that is not in the table. */
export function adviceOf(code: string): Retry | undefined {
  const all: Readonly<Record<Retry, readonly string[]>> = codes
  return (Object.keys(codes) as Retry[]).find((retry) => all[retry].includes(code))
}
