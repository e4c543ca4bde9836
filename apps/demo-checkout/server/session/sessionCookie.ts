import { randomBytes } from 'node:crypto'

const name = 'payloom_session'
const shape = /^[0-9a-f]{32}$/

/** A new session's id: 128 random bits, and nothing else is ever in the cookie. */
export function createSessionId(): string {
  return randomBytes(16).toString('hex')
}

/** The session's id in a Cookie header, or `undefined` for none that this shop could have set. */
export function readSessionCookie(header: string | null | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=')
    if (key === name && value && shape.test(value)) return value
  }
  return undefined
}

/** The Set-Cookie header of a session. `Secure` only where the shop is served by https, or the browser would drop it. */
export function writeSessionCookie(id: string, isSecure: boolean): string {
  const year = 365 * 24 * 60 * 60
  return `${name}=${id}; Path=/; Max-Age=${year}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}
