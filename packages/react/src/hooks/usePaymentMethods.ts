'use client'

import type { PaymentError, RemovePartOutcome } from '@payloom/core'
import type { ListedPayment, Method, StoredMethod, UnavailableMethod } from '@payloom/core/contract'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { useListQuery } from './useListQuery.ts'

/** The method list: loading, failed, or ready. */
export type PaymentMethodsState =
  | { status: 'loading' }
  | { status: 'error'; error: PaymentError }
  | {
      status: 'ready'
      methods: readonly Method[]
      /** What the customer stored and can pay with now. */
      stored: readonly StoredMethod[]
      /** Configured and not offered now, each with its reason. */
      unavailable: readonly UnavailableMethod[]
      /** Absent outside a checkout. Its `parts` are paid already, `due` is what is left. */
      payment: ListedPayment | undefined
      /** A newer list is on its way; this one stays usable. */
      isRefreshing: boolean
    }

/** What {@link usePaymentMethods} returns. */
export type PaymentMethodsView = PaymentMethodsState & {
  /** The chosen method, as the newest list shows it; none while a stored method is chosen. */
  selected: Method | undefined
  /** Chooses a method; `null` chooses none. */
  select(method: { provider: string; method: string } | null): void
  /** Loads a method's code ahead, on intent (hover, focus). Asks the backend nothing. */
  warm(method: { provider: string; method: string }): void
  /** Takes a paid part off again, and asks for the list anew. Never rejects. */
  removePart(attemptId: string): Promise<RemovePartOutcome>
  /** Asks for the list again: after a change of the cart, or after an error. Never rejects. */
  refetch(): Promise<void>
}

/** The ways to pay, and which of them is chosen. */
export function usePaymentMethods(): PaymentMethodsView {
  const context = useCheckoutContext('usePaymentMethods')
  useListQuery(context)
  const { checkout, queries, take } = context
  const { methodList } = queries
  const { data, error, fetchStatus } = useStoreState(methodList, (state) => state)
  const selected = useStoreState(checkout.selection, ({ method, stored }) => (stored ? undefined : method))
  const shared = {
    selected,
    select: (method: { provider: string; method: string } | null) => checkout.select(method),
    warm: (method: { provider: string; method: string }) => checkout.warm(method),
    removePart: async (attemptId: string) => {
      const end = take('leaving')
      const outcome = await checkout.removePart(attemptId)
      // Once core told that the list is outdated it is on its way; when the part was kept, the list tells what is true.
      await methodList.join()
      end()
      return outcome
    },
    refetch: methodList.refetch,
  }
  if (data) {
    return {
      ...data,
      status: 'ready',
      payment: data.payment,
      isRefreshing: fetchStatus !== 'idle',
      ...shared,
    }
  }
  if (error) return { status: 'error', error, ...shared }
  return { status: 'loading', ...shared }
}
