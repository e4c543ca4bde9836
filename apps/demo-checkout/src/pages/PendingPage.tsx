import { PaymentStatus, usePaymentStatus } from '@payloom/react'
import { type ReactNode, useEffect } from 'react'
import { NewestOrder } from '../parts/NewestOrder.tsx'
import { navigate } from '../router/navigate.ts'
import { PageTitle } from '../router/PageTitle.tsx'

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
  useEffect(() => {
    if (orderId) navigate(`/orders/${orderId}`, { replace: true })
  }, [orderId])
  return (
    <>
      <p>This page follows your payment. You do not need to pay again.</p>
      <PaymentStatus paymentId={paymentId} backHref="/checkout" />
    </>
  )
}
