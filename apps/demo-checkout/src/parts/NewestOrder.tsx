import { type ReactNode, useEffect } from 'react'
import { navigate } from '../router/navigate.ts'
import { shopClient } from '../shop/shopClient.ts'
import { useLoaded } from '../shop/useLoaded.ts'
import { ToTheShop } from './ToTheShop.tsx'
import { Trouble } from './Trouble.tsx'

/** Leads to the newest order of this browser; without one it says so. */
export function NewestOrder(): ReactNode {
  const orders = useLoaded(shopClient.loadOrders)
  const newest = orders.status === 'ready' ? orders.value.orders[0]?.orderId : undefined
  useEffect(() => {
    if (newest) navigate(`/orders/${newest}`, { replace: true })
  }, [newest])
  if (orders.status === 'error') {
    return <Trouble onRetry={orders.retry}>Your orders did not load. Nothing is lost.</Trouble>
  }
  if (orders.status === 'loading' || newest) return <p className="soft">Looking for your order…</p>
  return (
    <>
      <p>There is no payment under way in this browser.</p>
      <ToTheShop />
    </>
  )
}
