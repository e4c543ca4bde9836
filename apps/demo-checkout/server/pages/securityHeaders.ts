/** The headers of every answer of the shop. */
export function securityHeaders(policy: string | undefined): Record<string, string> {
  return {
    ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    // Payment companies may open a window of their own and have to be able to speak to this page.
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  }
}
