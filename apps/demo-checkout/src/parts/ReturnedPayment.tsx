import type { PaymentResult } from '@payloom/core/contract'
import { PaymentStatus, usePaymentStatus } from '@payloom/react'
import { type ReactNode, useCallback, useEffect } from 'react'
import { navigate } from '../router/navigate.ts'
import { PageTitle } from '../router/PageTitle.tsx'
import { payAgainPath } from '../router/payAgainPath.ts'
import { refusalOf } from '../router/refusalOf.ts'
import { shopClient } from '../shop/shopClient.ts'
import { useLoaded } from '../shop/useLoaded.ts'
import { Trouble } from './Trouble.tsx'

/** Props of {@link ReturnedPayment}. */
export interface ReturnedPaymentProps {
  paymentId: string
  orderId: string | undefined
  /** Absent while nobody knows. */
  result: PaymentResult | undefined
}

/** A payment that a shopper came back from: on to its order, or back to paying it. */
export function ReturnedPayment({ paymentId, orderId, result }: ReturnedPaymentProps): ReactNode {
  const view = usePaymentStatus(paymentId)
  const known = orderId ?? (view.status === 'ready' ? view.state.orderId : undefined)
  if (!known) return <LivePayment paymentId={paymentId} />
  return <OrderedPayment paymentId={paymentId} orderId={known} result={result} />
}

function OrderedPayment({
  paymentId,
  orderId,
  result,
}: ReturnedPaymentProps & { orderId: string }): ReactNode {
  const load = useCallback(() => shopClient.loadOrder(orderId), [orderId])
  const loaded = useLoaded(load)
  const order = loaded.status === 'ready' ? loaded.value : undefined
  useEffect(() => {
    if (!order) return
    const refusal = refusalOf(result)
    if (refusal) navigate(payAgainPath(order), { replace: true, refusal })
    else navigate(`/orders/${order.orderId}`, { replace: true })
  }, [order, result])
  if (loaded.status === 'error' && loaded.code !== 'not-found') {
    return (
      <>
        <PageTitle>Your payment</PageTitle>
        <Trouble onRetry={loaded.retry}>Your order did not load. Nothing is lost.</Trouble>
      </>
    )
  }
  // Another browser than the one that ordered: it may follow the payment, and knows nothing of the order.
  if (loaded.status === 'error') return <LivePayment paymentId={paymentId} />
  return (
    <>
      <PageTitle tab="Your payment">One moment</PageTitle>
      <p role="status">Your payment is found. Here comes your order.</p>
    </>
  )
}

function LivePayment({ paymentId }: { paymentId: string }): ReactNode {
  return (
    <>
      <PageTitle>Your payment</PageTitle>
      <p>This page follows your payment. You do not need to pay again.</p>
      <PaymentStatus paymentId={paymentId} />
    </>
  )
}
