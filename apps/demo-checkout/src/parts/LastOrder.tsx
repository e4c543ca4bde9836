import type { ReactNode } from 'react'
import { Price } from '../money/Price.tsx'
import { Link } from '../router/Link.tsx'
import { shopClient } from '../shop/shopClient.ts'
import { useLoaded } from '../shop/useLoaded.ts'

/** Beside an empty cart: what was bought has left it, and whoever loaded the page anew meanwhile looks for it here. */
export function LastOrder(): ReactNode {
  const loaded = useLoaded(shopClient.loadOrders)
  const order = loaded.status === 'ready' ? loaded.value.orders[0] : undefined
  if (!order) return null
  const { orderId, placedAt, lines, total } = order
  return (
    <section aria-labelledby="last-order" className="last-order">
      <h2 id="last-order">Your last order</h2>
      <p>
        <span translate="no">{orderId}</span>,{' '}
        {new Date(placedAt).toLocaleDateString('en', { dateStyle: 'long' })}, <Price money={total} />
      </p>
      <p className="soft">{lines.map(({ name }) => name).join(', ')}</p>
      <Link to={`/orders/${orderId}`} className="button-quiet">
        See its status
      </Link>
    </section>
  )
}
