import type { ReactNode } from 'react'
import { Link } from '../router/Link.tsx'

/** The way out of a page that has nothing to show. */
export function ToTheShop(): ReactNode {
  return (
    <p>
      <Link to="/" className="button-quiet">
        To the shop
      </Link>
    </p>
  )
}
