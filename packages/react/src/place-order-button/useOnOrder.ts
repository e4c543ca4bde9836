'use client'

import type { AttemptView, Checkout } from '@payloom/core'
import { useEffect, useRef } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** An order that stands. Whether it is paid says its status. */
export interface PlacedOrder {
  paymentId: string
  attemptId: string
  /** The shop's order; absent where the shop makes it only after the money has come. */
  orderId: string | undefined
}

/** Calls back once per order that comes to stand while the page watches. */
export function useOnOrder(onOrder: ((order: PlacedOrder) => void) | undefined): void {
  const { checkout } = useCheckoutContext('<PlaceOrderButton>')
  const newest = useRef(onOrder)
  useEffect(() => {
    newest.current = onOrder
  }, [onOrder])
  useEffect(() => {
    let told: string | undefined
    return checkout.attempt.subscribe((attempt) => {
      const order = orderOf(attempt, checkout)
      if (!order || order.attemptId === told) return
      told = order.attemptId
      newest.current?.(order)
    })
  }, [checkout])
}

function orderOf(attempt: AttemptView, { status }: Checkout): PlacedOrder | undefined {
  const { paymentId, attemptId, phase } = attempt
  if (!paymentId || !attemptId) return undefined
  if (phase === 'confirming') {
    // An answer came and leaves nothing to do here; a lost answer says nothing of the order yet.
    const { result } = attempt
    if (result?.outcome !== 'complete' && result?.outcome !== 'pending') return undefined
    return { paymentId, attemptId, orderId: result.orderId }
  }
  if (phase !== 'succeeded') return undefined
  const view = status.get(paymentId)
  const known = view.status === 'ready' ? view.state.orderId : undefined
  return { paymentId, attemptId, orderId: attempt.result?.orderId ?? known }
}
