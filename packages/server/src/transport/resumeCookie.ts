import { createHash } from 'node:crypto'
import { headers } from '@payloom/core/contract'

/** Where a resume cookie holds. */
export interface ResumeCookieScope {
  /** The proxy's base path: the cookie is sent nowhere else. */
  path: string
  /** The shop is served by https. */
  isSecure: boolean
}

const prefix = 'payloom_resume_'
/** Payments that one browser may come back to at once. */
const mostPayments = 5
const tokenPattern = /^[A-Za-z0-9_-]{16,256}$/

/** The return tokens that a request is known by: its header's, then its cookies', newest first. */
export function readResumeTokens(request: Request): string[] {
  const own = request.headers.get(headers.resume)
  const tokens = [own ?? '', ...resumeCookies(request).map(({ token }) => token)]
  return tokens.filter((token) => tokenPattern.test(token)).slice(0, mostPayments + 1)
}

/**
 * The `Set-Cookie` lines after a return. Each payment has a cookie of its own, so that two tabs that come back at once do not overwrite
 * each other; the oldest make room. They end with the browser's session, and what they stand for ends by itself.
 */
export function resumeCookieLines(
  request: Request,
  { paymentId, token }: { paymentId: string; token: string },
  { path, isSecure }: ResumeCookieScope,
): string[] {
  const attributes = `Path=${path}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  const name = `${prefix}${createHash('sha256').update(paymentId).digest('hex').slice(0, 16)}`
  const others = resumeCookies(request).filter((cookie) => cookie.name !== name)
  const tooMany = others.slice(mostPayments - 1)
  return [
    `${name}=${token}; ${attributes}`,
    ...tooMany.map((cookie) => `${cookie.name}=; ${attributes}; Max-Age=0`),
  ]
}

/** Newest first: browsers send those of one path oldest first (RFC 6265, 5.4). */
function resumeCookies(request: Request): { name: string; token: string }[] {
  const pairs = (request.headers.get('cookie') ?? '').split(';')
  return pairs
    .flatMap((pair) => {
      const [name = '', token = ''] = pair.trim().split('=')
      return /^payloom_resume_[0-9a-f]{16}$/.test(name) ? [{ name, token }] : []
    })
    .reverse()
}
