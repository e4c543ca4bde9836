import { contractVersion, headers } from '@payloom/core/contract'
import type { ProblemError } from './ProblemError.ts'

/** Nothing of a payment is ever kept by a cache. */
const common: Record<string, string> = {
  [headers.contract]: contractVersion,
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
}

/** What a stream of events is sent with: no proxy may buffer, compress or keep it. */
export const streamHeaders: Readonly<Record<string, string>> = {
  ...common,
  'cache-control': 'private, no-store, no-transform',
  'content-type': 'text/event-stream',
  'x-accel-buffering': 'no',
}

/** Answers as every call gives them. */
export const httpAnswer: {
  json(value: unknown, cookies?: readonly string[]): Response
  /** RFC 9457. */
  problem(problem: ProblemError): Response
  /** A status alone. */
  empty(status: number, more?: Record<string, string>): Response
} = {
  json(value, cookies = []) {
    const answer = new Response(JSON.stringify(value), {
      headers: { ...common, 'content-type': 'application/json' },
    })
    for (const cookie of cookies) answer.headers.append('set-cookie', cookie)
    return answer
  },
  problem: (problem) =>
    new Response(JSON.stringify(problem.toProblem()), {
      status: problem.status,
      headers: { ...common, ...problem.headers, 'content-type': 'application/problem+json' },
    }),
  empty: (status, more = {}) => new Response(null, { status, headers: { ...common, ...more } }),
}
