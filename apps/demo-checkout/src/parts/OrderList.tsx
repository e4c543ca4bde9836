import type { ReactNode } from 'react'
import { Price } from '../money/Price.tsx'
import { Link } from '../router/Link.tsx'
import { shopClient } from '../shop/shopClient.ts'
import { useLoaded } from '../shop/useLoaded.ts'
import { Trouble } from './Trouble.tsx'

/** What was ordered in this browser, the newest first. */
export function OrderList(): ReactNode {
  const loaded = useLoaded(shopClient.loadOrders)
  if (loaded.status === 'loading') return <p className="soft">Loading your orders…</p>
  if (loaded.status === 'error') {
    return <Trouble onRetry={loaded.retry}>Your orders did not load. Nothing is lost.</Trouble>
  }
  const { orders } = loaded.value
  if (orders.length === 0) return <p className="soft">You have not ordered anything yet.</p>
  return (
    <ul className="orders">
      {orders.map(({ orderId, placedAt, lines, total, isShipped, refunded }) => (
        <li key={orderId} className="orders-row">
          <Link to={`/orders/${orderId}`}>
            <span translate="no">{orderId}</span>
          </Link>
          <span className="soft">
            {new Date(placedAt).toLocaleDateString('en', { dateStyle: 'medium' })},{' '}
            {lines.map(({ name }) => name).join(', ')}
          </span>
          <Price money={total} />
          {isShipped && <span className="soft orders-news">Shipped</span>}
          {refunded && (
            <span className="soft orders-news">
              <Price money={refunded} /> refunded
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
