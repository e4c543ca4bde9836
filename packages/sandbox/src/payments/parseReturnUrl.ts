import { ApiError } from '../http/apiError.ts'

/** This machine; not `[::1]`, which no Content-Security-Policy can name. */
const loopback = /^(localhost|127(\.\d{1,3}){3})$/

/** Where the shopper is sent back to: https, or plain http on this machine; no user name in it. Throws a 422. */
export function parseReturnUrl(value: unknown): string {
  const url = typeof value === 'string' && value.length <= 2_000 ? URL.parse(value) : null
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))
  if (url === null || !isSafe || url.username !== '' || url.password !== '') {
    throw new ApiError(
      422,
      'invalid_return_url',
      'returnUrl must be an https URL (plain http on this machine only) without a user name.',
      'returnUrl',
    )
  }
  return url.href
}
