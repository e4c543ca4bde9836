import { PaymentStatus, usePaymentStatus } from '@payloom/react'
import { type ReactNode, useEffect } from 'react'
import { Trouble } from '../parts/Trouble.tsx'
import { Link } from '../router/Link.tsx'
import { navigate } from '../router/navigate.ts'
import { PageTitle } from '../router/PageTitle.tsx'
import { shopClient } from '../shop/shopClient.ts'
import { useLoaded } from '../shop/useLoaded.ts'

/** Where a shopper waits whose payment's outcome is not known here yet. It leads to the order as soon as there is one. */
export function PendingPage({ paymentId }: { paymentId: string | undefined }): ReactNode {
  return (
    <div className="page">
      <PageTitle>Your payment</PageTitle>
      {paymentId ? <KnownPayment paymentId={paymentId} /> : <NewestOrder />}
    </div>
  )
}

function KnownPayment({ paymentId }: { paymentId: string }): ReactNode {
  const view = usePaymentStatus(paymentId)
  const orderId = view.status === 'ready' ? view.state.orderId : undefined
  useOrderPage(orderId)
  return (
    <>
      <p>This page follows your payment. You do not need to pay again.</p>
      <PaymentStatus paymentId={paymentId} />
    </>
  )
}

function NewestOrder(): ReactNode {
  const orders = useLoaded(shopClient.loadOrders)
  const newest = orders.status === 'ready' ? orders.value.orders[0]?.orderId : undefined
  useOrderPage(newest)
  if (orders.status === 'error') {
    return <Trouble onRetry={orders.retry}>Your orders did not load. Nothing is lost.</Trouble>
  }
  if (orders.status === 'loading' || newest) return <p className="soft">Looking for your order…</p>
  return (
    <>
      <p>There is no payment under way in this browser.</p>
      <p>
        <Link to="/" className="button-quiet">
          To the shop
        </Link>
      </p>
    </>
  )
}

function useOrderPage(orderId: string | undefined): void {
  useEffect(() => {
    if (orderId) navigate(`/orders/${orderId}`, { replace: true })
  }, [orderId])
}
