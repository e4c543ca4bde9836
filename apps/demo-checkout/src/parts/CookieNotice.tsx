import type { ReactNode } from 'react'

/** Says that nothing can be bought by a browser that keeps no cookies: every call would be another visitor's. */
export function CookieNotice(): ReactNode {
  if (navigator.cookieEnabled) return null
  return (
    <p className="trouble cookie-notice">
      Your browser blocks cookies, and without one this shop cannot keep your cart. Allow cookies for this
      site and reload the page.
    </p>
  )
}
