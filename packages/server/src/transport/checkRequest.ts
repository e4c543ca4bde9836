import { contractVersion, headers } from '@payloom/core/contract'
import { ProblemError } from './ProblemError.ts'

/**
 * What holds for every call before anybody is asked who it is: the contract's version, and for unsafe methods an origin of the shop's
 * own, the contract's header (which no form can send) and JSON.
 *
 * @throws ProblemError `unsupported-contract`, `bad-origin` or `unsupported-media-type`.
 */
export function checkRequest(request: Request, allowedOrigins: readonly string[]): void {
  const version = request.headers.get(headers.contract)
  if (request.method !== 'GET') {
    checkOrigin(request, allowedOrigins)
    if (version === null) throw new ProblemError('bad-origin', { detail: `Send ${headers.contract}.` })
  }
  if (version !== null && version !== contractVersion) {
    throw new ProblemError('unsupported-contract', { extension: { supported: [contractVersion] } })
  }
  const type = request.headers.get('content-type') ?? ''
  if (request.method !== 'GET' && !/^application\/json\s*(?:;|$)/i.test(type)) {
    throw new ProblemError('unsupported-media-type', { detail: 'Send application/json.' })
  }
}

function checkOrigin(request: Request, allowedOrigins: readonly string[]): void {
  const origin = request.headers.get('origin')
  const isAllowed =
    origin === null
      ? request.headers.get('sec-fetch-site') === 'same-origin'
      : allowedOrigins.includes(origin)
  if (!isAllowed) throw new ProblemError('bad-origin')
}
