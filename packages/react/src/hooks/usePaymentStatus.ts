'use client'

import type { StatusView } from '@payloom/core'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

const loading: StatusView = { status: 'loading' }

/** The live status of a payment: it follows the backend without a reload, as long as it is shown. */
export function usePaymentStatus(paymentId: string): StatusView {
  const { status } = useCheckoutContext('usePaymentStatus').checkout
  const subscribe = useCallback(
    (listener: () => void) => status.subscribe(paymentId, listener),
    [status, paymentId],
  )
  useEffect(() => status.watch(paymentId), [status, paymentId])
  return useSyncExternalStore(
    subscribe,
    () => status.get(paymentId),
    () => loading,
  )
}
