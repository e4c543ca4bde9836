import { type ReactNode, useCallback } from 'react'
import type { OpenedOrder } from '../../wire/order.ts'
import { PageTitle } from '../router/PageTitle.tsx'
import { shopClient } from '../shop/shopClient.ts'
import { useLoaded } from '../shop/useLoaded.ts'
import { MissingOrder } from './MissingOrder.tsx'
import { Trouble } from './Trouble.tsx'

/** Props of {@link OrderScope}. */
export interface OrderScopeProps {
  orderId: string
  /** Draws the page once the order is there. */
  children: (order: OpenedOrder) => ReactNode
}

/** A page of one order: loads it, or says why it is not shown. */
export function OrderScope({ orderId, children }: OrderScopeProps): ReactNode {
  const load = useCallback(() => shopClient.loadOrder(orderId), [orderId])
  const order = useLoaded(load)
  if (order.status === 'ready') return children(order.value)
  return (
    <div className="page">
      {order.status === 'loading' && (
        <>
          <PageTitle>Your order</PageTitle>
          <p className="soft">Loading your order…</p>
        </>
      )}
      {order.status === 'error' && order.code === 'not-found' && <MissingOrder />}
      {order.status === 'error' && order.code !== 'not-found' && (
        <>
          <PageTitle>Your order</PageTitle>
          <Trouble onRetry={order.retry}>Your order did not load. Nothing is lost.</Trouble>
        </>
      )}
    </div>
  )
}
