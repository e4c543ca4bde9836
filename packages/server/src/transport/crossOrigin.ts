import { headers } from '@payloom/core/contract'
import { httpAnswer } from './httpAnswer.ts'
import { ProblemError } from './ProblemError.ts'

/**
 * What lets a page of another origin of the shop's read an answer: exactly that origin and never with cookies, so that such a page is
 * known by its bearer token alone.
 */
export function crossOriginHeaders(
  request: Request,
  allowedOrigins: readonly string[],
): Record<string, string> {
  const origin = request.headers.get('origin')
  if (origin === null || !allowedOrigins.includes(origin)) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': `${headers.contract}, retry-after, date`,
    vary: 'origin',
  }
}

/** The answer to a preflight. */
export function preflightAnswer(request: Request, allowedOrigins: readonly string[]): Response {
  const allowed = crossOriginHeaders(request, allowedOrigins)
  if (Object.keys(allowed).length === 0) return httpAnswer.problem(new ProblemError('bad-origin'))
  return httpAnswer.empty(204, {
    ...allowed,
    'access-control-allow-methods': 'GET, POST, DELETE',
    'access-control-allow-headers': [
      'authorization',
      'content-type',
      headers.contract,
      headers.idempotencyKey,
      headers.resume,
      headers.lastEventId,
    ].join(', '),
    'access-control-max-age': '600',
  })
}
