import type { Redirect } from '../contract/nextStep.ts'
import { isLoopback } from '../provider/isLoopback.ts'
import { isSecureUrl } from '../provider/isSecureUrl.ts'

/** What a redirect is held against. */
export interface RedirectRules {
  /** The origins that it may lead to. */
  origins: readonly string[]
  /** The host of the page itself; absent outside a page. */
  pageHost?: string | undefined
}

/** Characters of all names and values of a form together. */
const maxFields = 65_536

/**
 * Checks where a server wants the browser to go: navigation that is decided elsewhere is trusted no further than its list of
 * origins (OWASP ASVS 5.0, 3.7.2).
 *
 * @returns what speaks against it.
 */
export function checkRedirect({ url, method, fields }: Redirect, rules: RedirectRules): string | undefined {
  if (!isSecureUrl(url)) return 'its URL is not an absolute https URL without a user name'
  const { protocol, hostname, origin } = new URL(url)
  if (protocol === 'http:' && !isLoopback(rules.pageHost ?? '')) {
    return 'it leads from this page to plain http on the shopper’s own machine'
  }
  if (!rules.origins.some((allowed) => originOf(allowed) === origin)) {
    return `"${origin || hostname}" is not among the origins that the method may lead to`
  }
  // Fields that broke the contract were dropped, all of them: a company gets the whole form or none.
  if (method === 'POST' && fields.length === 0) return 'its form has no field that could be read'
  const size = fields.reduce((total, { name, value }) => total + name.length + value.length, 0)
  return size > maxFields ? 'its fields are larger than 64 kB' : undefined
}

function originOf(text: string): string | undefined {
  return isSecureUrl(text) ? new URL(text).origin : undefined
}
