'use client'

import type { PaymentError } from '@payloom/core'
import type { ListedPayment, Method, UnavailableMethod } from '@payloom/core/contract'
import { useEffect } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'

/** The method list: loading, failed, or ready. */
export type PaymentMethodsState =
  | { status: 'loading' }
  | { status: 'error'; error: PaymentError }
  | {
      status: 'ready'
      methods: readonly Method[]
      /** Configured and not offered now, each with its reason. */
      unavailable: readonly UnavailableMethod[]
      /** Absent outside a checkout. */
      payment: ListedPayment | undefined
      /** A newer list is on its way; this one stays usable. */
      isRefreshing: boolean
    }

/** What {@link usePaymentMethods} returns. */
export type PaymentMethodsView = PaymentMethodsState & {
  /** The chosen method, as the newest list shows it. */
  selected: Method | undefined
  /** Chooses a method; `null` chooses none. */
  select(method: { provider: string; method: string } | null): void
  /** Loads a method's code ahead, on intent (hover, focus). Asks the backend nothing. */
  warm(method: { provider: string; method: string }): void
  /** Asks for the list again: after a change of the cart, or after an error. Never rejects. */
  refetch(): Promise<void>
}

/** The ways to pay, and which of them is chosen. */
export function usePaymentMethods(): PaymentMethodsView {
  const { checkout, queries } = useCheckoutContext('usePaymentMethods')
  const { methodList } = queries
  useEffect(() => methodList.ask(), [methodList])
  const { data, error, fetchStatus } = useStoreState(methodList, (state) => state)
  const selected = useStoreState(checkout.selection, (selection) => selection.method)
  const shared = {
    selected,
    select: (method: { provider: string; method: string } | null) => checkout.select(method),
    warm: (method: { provider: string; method: string }) => checkout.warm(method),
    refetch: methodList.refetch,
  }
  if (data) {
    const { methods, unavailable, payment } = data
    return { status: 'ready', methods, unavailable, payment, isRefreshing: fetchStatus !== 'idle', ...shared }
  }
  if (error) return { status: 'error', error, ...shared }
  return { status: 'loading', ...shared }
}
