import type { ReactNode } from 'react'
import { Link } from '../router/Link.tsx'
import { LastOrder } from './LastOrder.tsx'

/** Nothing to buy yet, where to find something, and what was bought before. */
export function EmptyCart(): ReactNode {
  return (
    <div className="empty">
      <p>There is nothing in your cart yet.</p>
      <Link to="/" className="button-quiet">
        Look at the shelves
      </Link>
      <LastOrder />
    </div>
  )
}
