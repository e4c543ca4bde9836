import { isEndedWithoutMoney } from '@payloom/core/contract'
import { PaymentStatus, usePaymentStatus } from '@payloom/react'
import { type ReactNode, useEffect } from 'react'
import type { Order } from '../../wire/order.ts'
import { LineList } from '../parts/LineList.tsx'
import { Totals } from '../parts/Totals.tsx'
import { navigate } from '../router/navigate.ts'
import { PageTitle } from '../router/PageTitle.tsx'
import { cartStore } from '../shop/cartStore.ts'

/** An order, with what became of its payment. */
export function OrderPage({ order }: { order: Order }): ReactNode {
  const { orderId, paymentId, lines, contact } = order
  const payPath = `/orders/${orderId}/pay`
  const country = new Intl.DisplayNames('en', { type: 'region' }).of(contact.country)
  return (
    <div className="page">
      <OrderTitle order={order} />
      <p className="soft">
        Order <span translate="no">{orderId}</span>,{' '}
        {new Date(order.placedAt).toLocaleDateString('en', { dateStyle: 'long' })}
      </p>
      <PaymentStatus
        paymentId={paymentId}
        backHref={payPath}
        onBack={(event) => {
          event.preventDefault()
          navigate(payPath)
        }}
      />
      <FollowCart paymentId={paymentId} />
      <section aria-labelledby="items" className="order-part">
        <h2 id="items">What you ordered</h2>
        <LineList lines={lines} />
        <OrderTotals order={order} />
      </section>
      <section aria-labelledby="address" className="order-part">
        <h2 id="address">Where it goes</h2>
        <address dir="auto">
          {contact.name}
          <br />
          {contact.line1}
          <br />
          {contact.postalCode} {contact.city}
          <br />
          {country}
        </address>
        <p className="soft">We write to {contact.email}.</p>
      </section>
    </div>
  )
}

/** Thanks only where there is something to thank for. */
function OrderTitle({ order }: { order: Order }): ReactNode {
  const { orderId, paymentId, contact } = order
  const view = usePaymentStatus(paymentId)
  const isRefused = view.status === 'ready' && isEndedWithoutMoney(view.state.status)
  return (
    <PageTitle tab={`Order ${orderId}`}>{isRefused ? 'Your order' : `Thank you, ${contact.name}`}</PageTitle>
  )
}

/** The order's sums, with what its way to pay cost on top once it stands. */
function OrderTotals({ order }: { order: Order }): ReactNode {
  const { paymentId, subtotal, shipping, total } = order
  const view = usePaymentStatus(paymentId)
  const attempts = view.status === 'ready' ? view.state.attempts : []
  const standing = attempts.findLast(({ status }) => !isEndedWithoutMoney(status))
  const extra = standing ? standing.amount.value - total.value : 0
  if (!standing || extra <= 0) return <Totals subtotal={subtotal} shipping={shipping} total={total} />
  const surcharge = { title: standing.title, amount: { ...total, value: extra } }
  return <Totals subtotal={subtotal} shipping={shipping} surcharge={surcharge} total={standing.amount} />
}

/** The shop takes what was bought out of the cart, and puts back what came to nothing; the number in the page's head follows. */
function FollowCart({ paymentId }: { paymentId: string }): ReactNode {
  const view = usePaymentStatus(paymentId)
  const status = view.status === 'ready' ? view.state.status : undefined
  useEffect(() => {
    if (status !== undefined) void cartStore.load()
  }, [status])
  return null
}
