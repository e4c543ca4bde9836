import type { ReactNode } from 'react'
import type { OfficeOrder } from '../../wire/office.ts'
import { Amount } from '../money/Amount.tsx'
import { Link } from '../router/Link.tsx'
import { PageTitle } from '../router/PageTitle.tsx'
import { OfficeTrouble } from './OfficeTrouble.tsx'
import { OrderBadges } from './OrderBadges.tsx'
import { officeClient } from './officeClient.ts'
import { timeWords } from './officeWords.ts'
import { SignOutButton } from './SignOutButton.tsx'
import { StaleNote } from './StaleNote.tsx'
import { usePolled } from './usePolled.ts'
import './officeOrders.css'

/** All orders, the newest first. */
export function OfficeOrders(): ReactNode {
  const { polled, reload } = usePolled(officeClient.loadOrders)
  if (polled.status === 'error') return <OfficeTrouble code={polled.code} onRetry={reload} />
  return (
    <div className="page page-wide">
      <div className="office-head">
        <PageTitle tab="Back office">Orders</PageTitle>
        <SignOutButton onSignedOut={reload} />
      </div>
      {polled.status === 'loading' && <p className="soft">Loading the orders…</p>}
      {polled.status === 'ready' && (
        <>
          <StaleNote isStale={polled.isStale} />
          {polled.value.orders.length === 0 && (
            <p>
              Nothing has been ordered yet. <a href="/">Buy something in the shop</a>, and it appears here.
            </p>
          )}
          <ul className="office-list">
            {polled.value.orders.map((order) => (
              <OrderRow key={order.orderId} order={order} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function OrderRow({ order }: { order: OfficeOrder }): ReactNode {
  const { orderId, placedAt, customer, total, payment } = order
  return (
    <li className="office-row">
      <p className="office-row-name">
        <Link to={`/office/orders/${orderId}`}>
          <span translate="no">{orderId}</span>
        </Link>
        <span className="soft">{timeWords(placedAt)}</span>
      </p>
      <p className="office-row-customer" dir="auto">
        {customer}
      </p>
      <OrderBadges payment={payment} />
      <p className="office-row-money">
        <Amount money={total} />
        {payment && payment.refunded.value > 0 && (
          <span className="soft">
            <Amount money={payment.refunded} /> refunded
          </span>
        )}
        {payment && payment.refundable.value > 0 && (
          <span className="soft">
            <Amount money={payment.refundable} /> refundable
          </span>
        )}
      </p>
    </li>
  )
}
