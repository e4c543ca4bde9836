'use client'

import { isPaymentError, type PaymentError } from '@payloom/core'
import type { PaymentErrorData, StoredMethod } from '@payloom/core/contract'
import { useEffect } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { CachedQuery } from '../context/createCachedQuery.ts'
import type { CheckoutQueries } from '../context/createCheckoutQueries.ts'
import { keepList } from '../context/keepList.ts'
import { useStoreState } from '../context/useStoreState.ts'

/** What the customer stored: loading, failed, or ready. */
export type StoredMethodsState =
  | { status: 'loading' }
  | { status: 'error'; error: PaymentError }
  | {
      status: 'ready'
      storedMethods: readonly StoredMethod[]
      /** Newer ones are on their way; these stay usable. */
      isRefreshing: boolean
    }

/** What became of deleting a stored method. */
export type RemoveStoredOutcome = { kind: 'removed' } | { kind: 'kept'; error: PaymentErrorData }

/** What {@link useStoredMethods} returns. */
export type StoredMethodsView = StoredMethodsState & {
  /** The one that is chosen to pay with. */
  selected: StoredMethod | undefined
  /** Chooses one to pay with. It has to be of the list. */
  select(stored: StoredMethod): void
  /** Deletes one for good. Never rejects. */
  remove(id: string): Promise<RemoveStoredOutcome>
  /** Asks again. Never rejects: a failure is in the state. */
  refetch(): Promise<void>
}

/** Options of {@link useStoredMethods}. */
export interface StoredMethodsOptions {
  /** `list`: those that this payment can be paid with. `account`: all that the customer has. @default 'list' */
  scope?: 'list' | 'account' | undefined
}

/** What the customer stored, to pay with or to manage. */
export function useStoredMethods({ scope = 'list' }: StoredMethodsOptions = {}): StoredMethodsView {
  const { checkout, queries, loadActionHost } = useCheckoutContext('useStoredMethods')
  const { data, error, isFetching, ask, refetch } = useStoredQuery(queries, scope)
  useEffect(() => {
    ask()
    return scope === 'list' ? keepList({ checkout, queries, loadActionHost }) : undefined
  }, [checkout, queries, loadActionHost, scope, ask])
  const selected = useStoreState(checkout.selection, ({ stored }) => stored)
  const shared = {
    selected,
    select: ({ id, provider, method }: StoredMethod) =>
      checkout.select({ provider, method, storedMethodId: id }),
    remove: async (id: string): Promise<RemoveStoredOutcome> => {
      try {
        await checkout.deleteStoredMethod(id)
      } catch (cause) {
        const error = isPaymentError(cause) ? cause.toData() : ({ code: 'unknown', retry: 'same' } as const)
        return { kind: 'kept', error }
      }
      const shown = [queries.methodList, queries.storedMethods].filter(isAsked)
      await Promise.all(shown.map((query) => query.refetch()))
      return { kind: 'removed' }
    },
    refetch,
  }
  if (data) return { status: 'ready', storedMethods: data, isRefreshing: isFetching, ...shared }
  if (error) return { status: 'error', error, ...shared }
  return { status: 'loading', ...shared }
}

function useStoredQuery({ methodList, storedMethods }: CheckoutQueries, scope: 'list' | 'account') {
  const list = useStoreState(methodList, (state) => state)
  const account = useStoreState(storedMethods, (state) => state)
  const { error, fetchStatus } = scope === 'list' ? list : account
  const data = scope === 'list' ? list.data?.stored : account.data
  const { ask, refetch } = scope === 'list' ? methodList : storedMethods
  return { data, error, isFetching: fetchStatus !== 'idle', ask, refetch }
}

function isAsked(query: CachedQuery<unknown, PaymentError>): boolean {
  const { status, fetchStatus } = query.getState()
  return status !== 'pending' || fetchStatus !== 'idle'
}
