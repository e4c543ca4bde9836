'use client'

import type { AttemptView, Checkout } from '@payloom/core'
import { useEffect, useRef } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** An order that stands. Whether it is paid says its status. */
export interface PlacedOrder {
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** The shop's order; absent where the shop makes it only after the money has come. */
  orderId: string | undefined
}

/** Orders that a page was told of. */
const toldOf = new WeakMap<Checkout, Set<string>>()

/**
 * Calls back once per order that stands. It comes with what draws the button, so an order may stand before it (one that was found
 * again after a reload).
 */
export function useOnOrder(onOrder: ((order: PlacedOrder) => void) | undefined): void {
  const { checkout } = useCheckoutContext('<PlaceOrderButton>')
  const newest = useRef(onOrder)
  useEffect(() => {
    newest.current = onOrder
  }, [onOrder])
  useEffect(() => {
    const told = toldOf.get(checkout) ?? new Set()
    toldOf.set(checkout, told)
    const tell = (attempt: AttemptView) => {
      const order = orderOf(attempt, checkout)
      if (!order || told.has(order.attemptId)) return
      told.add(order.attemptId)
      newest.current?.(order)
    }
    tell(checkout.attempt.getState())
    return checkout.attempt.subscribe(tell)
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
