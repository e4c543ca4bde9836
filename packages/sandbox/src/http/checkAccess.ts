import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { ApiError } from './apiError.ts'
import type { Access } from './route.ts'

/** The keys and the origin that a caller is held against. */
export interface AccessRules {
  secretKey: string
  publishableKey: string
  publicOrigin(): string
}

/** Throws an ApiError (401, 403) unless the request may use a route of this access. */
export function checkAccess(access: Access, headers: IncomingHttpHeaders, rules: AccessRules): void {
  if (access === 'public') return
  if (access === 'secret') {
    checkKey(headers, rules.secretKey, 'secret')
    return
  }
  // Browsers set both headers themselves, so that a page elsewhere cannot pass for the company's own.
  const site = headers['sec-fetch-site']
  if (headers.origin !== rules.publicOrigin() || (site !== undefined && site !== 'same-origin')) {
    throw new ApiError(
      403,
      'foreign_origin',
      `Only the company's own pages at ${rules.publicOrigin()} may call this.`,
    )
  }
  if (access === 'frame') checkKey(headers, rules.publishableKey, 'publishable')
}

function checkKey(headers: IncomingHttpHeaders, expected: string, kind: string): void {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
  if (given === undefined || !timingSafeEqual(digest(given), digest(expected))) {
    throw new ApiError(401, 'invalid_key', `Send the ${kind} key as "authorization: Bearer …".`)
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
