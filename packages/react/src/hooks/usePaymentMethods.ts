'use client'

import type { PaymentError } from '@payloom/core'
import type { ListedPayment, Method, UnavailableMethod } from '@payloom/core/contract'
import { useQuery } from '@tanstack/react-query'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { methodListQuery } from '../context/methodListQuery.ts'
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
  const { checkout, queryClient } = useCheckoutContext('usePaymentMethods')
  const { data, error, isFetching, refetch } = useQuery(methodListQuery(checkout), queryClient)
  const selected = useStoreState(checkout.selection, (selection) => selection.method)
  const shared = {
    selected,
    select: (method: { provider: string; method: string } | null) => checkout.select(method),
    warm: (method: { provider: string; method: string }) => checkout.warm(method),
    refetch: async () => void (await refetch()),
  }
  if (data) {
    const { methods, unavailable, payment } = data
    return { status: 'ready', methods, unavailable, payment, isRefreshing: isFetching, ...shared }
  }
  if (error) return { status: 'error', error, ...shared }
  return { status: 'loading', ...shared }
}
