import { isLoopback } from './isLoopback.ts'

/**
 * Whether a URL may be loaded, followed or linked: absolute, without a user's name in it, and https; plain http counts on loopback,
 * where nobody listens in between.
 */
export function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username || password) return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}
