import { type ReactNode, useCallback } from 'react'
import type { OfficePayment, OpenedOfficeOrder } from '../../wire/office.ts'
import { Amount } from '../money/Amount.tsx'
import { LineList } from '../parts/LineList.tsx'
import { Totals } from '../parts/Totals.tsx'
import { Link } from '../router/Link.tsx'
import { PageTitle } from '../router/PageTitle.tsx'
import { History } from './History.tsx'
import { OfficeTrouble } from './OfficeTrouble.tsx'
import { OrderBadges } from './OrderBadges.tsx'
import { officeClient } from './officeClient.ts'
import { timeWords } from './officeWords.ts'
import { ParcelForm } from './ParcelForm.tsx'
import { RefundForm } from './RefundForm.tsx'
import { StaleNote } from './StaleNote.tsx'
import { UpdateList } from './UpdateList.tsx'
import { usePolled } from './usePolled.ts'

/** One order: what can be told of it, and what became of that. */
export function OfficeOrderPage({ orderId }: { orderId: string }): ReactNode {
  const load = useCallback(() => officeClient.loadOrder(orderId), [orderId])
  const { polled, reload } = usePolled(load)
  if (polled.status === 'error') return <OfficeTrouble code={polled.code} onRetry={reload} isOrder />
  const title = (
    <PageTitle tab={`Order ${orderId}`}>
      Order <span translate="no">{orderId}</span>
    </PageTitle>
  )
  return (
    <div className="page page-wide">
      <p className="office-back">
        <Link to="/office">All orders</Link>
      </p>
      {title}
      {polled.status === 'loading' && <p className="soft">Loading the order…</p>}
      {polled.status === 'ready' && (
        <>
          <StaleNote isStale={polled.isStale} />
          <Opened order={polled.value} onAccepted={reload} />
        </>
      )}
    </div>
  )
}

interface OpenedProps {
  order: OpenedOfficeOrder
  onAccepted: () => void
}

function Opened({ order, onAccepted }: OpenedProps): ReactNode {
  const { placedAt, customer, payment, updates, lines, contact } = order
  const methods = payment && payment.methods.length > 0 ? ` by ${payment.methods.join(' and ')}` : ''
  return (
    <>
      <p className="soft">
        <bdi>{customer}</bdi>, {timeWords(placedAt)}
        {methods}
      </p>
      <div className="office-order">
        <div className="office-column">
          {payment && <Money payment={payment} />}
          {payment ? (
            <Telling {...{ order, payment, onAccepted }} />
          ) : (
            <p className="trouble">
              The payment of this order lies in another database than the one that the shop runs on now.
            </p>
          )}
          <UpdateList updates={updates} />
        </div>
        <div className="office-column office-aside">
          {payment && <History payment={payment} />}
          <section className="order-part" aria-labelledby="office-lines">
            <h2 id="office-lines">What was ordered</h2>
            <LineList lines={lines} />
            <Totals {...order} />
          </section>
          <section className="order-part" aria-labelledby="office-address">
            <h2 id="office-address">Where it goes</h2>
            <address dir="auto">
              {contact.name}
              <br />
              {contact.line1}
              <br />
              {contact.postalCode} {contact.city}, {contact.country}
              <br />
              {contact.email}
            </address>
          </section>
        </div>
      </div>
    </>
  )
}

function Money({ payment }: { payment: OfficePayment }): ReactNode {
  const { captured, refunded, refundable } = payment
  return (
    <section className="office-money" aria-label="Payment">
      <p role="status">
        <OrderBadges payment={payment} />
      </p>
      <dl>
        <div>
          <dt>Taken</dt>
          <dd>
            <Amount money={captured} />
          </dd>
        </div>
        <div>
          <dt>Refunded</dt>
          <dd>
            <Amount money={refunded} />
          </dd>
        </div>
        <div>
          <dt>Refundable</dt>
          <dd>
            <Amount money={refundable} />
          </dd>
        </div>
      </dl>
    </section>
  )
}

/** Orders that are to be sent: paid, or placed and paid later. */
const sendable: ReadonlySet<string> = new Set(['authorized', 'paid', 'partially_refunded'])

function Telling({ order, payment, onAccepted }: OpenedProps & { payment: OfficePayment }): ReactNode {
  const { orderId, updates } = order
  const isShipped = payment.fulfilment.some(({ kind }) => kind === 'shipped')
  const maySend = isShipped || payment.isPlaced || sendable.has(payment.status)
  return (
    <>
      <section className="office-card" aria-labelledby="office-ship">
        <h2 id="office-ship">Ship</h2>
        {maySend ? (
          <ParcelForm {...{ orderId, updates, onAccepted }} kind="shipped" isFirst={!isShipped} />
        ) : (
          <p className="soft">There is nothing to ship before the order is paid or placed.</p>
        )}
      </section>
      {isShipped && (
        <section className="office-card" aria-labelledby="office-track">
          <h2 id="office-track">Tracking</h2>
          <ParcelForm {...{ orderId, updates, onAccepted }} kind="tracking_added" isFirst />
        </section>
      )}
      <section className="office-card" aria-labelledby="office-refund">
        <h2 id="office-refund">Refund</h2>
        {payment.captured.value > 0 ? (
          <RefundForm {...{ orderId, updates, onAccepted }} refundable={payment.refundable} />
        ) : (
          <p className="soft">No money has been taken.</p>
        )}
      </section>
    </>
  )
}
