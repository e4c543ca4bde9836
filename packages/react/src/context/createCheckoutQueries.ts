import type { Checkout, PaymentError } from '@payloom/core'
import type { MethodList, StoredMethod } from '@payloom/core/contract'
import { loadMessages, type Messages } from '@payloom/core/messages'
import { QueryClient } from '@tanstack/react-query'
import { type CachedQuery, createCachedQuery } from './createCachedQuery.ts'

/** What a checkout asks: its list, what its customer stored, and its words. */
export interface CheckoutQueries {
  methodList: CachedQuery<MethodList, PaymentError>
  storedMethods: CachedQuery<StoredMethod[], PaymentError>
  messages: CachedQuery<Messages>
}

/**
 * Makes the queries of one checkout, in a cache of their own. `networkMode: 'always'`: the default would hold a call back while the
 * browser believes it is offline, and send it later. `retry: 0`: core's client retries reads itself. `gcTime`: the cache ends with
 * its checkout.
 */
export function createCheckoutQueries(checkout: Checkout): CheckoutQueries {
  const queries = { networkMode: 'always', retry: 0, gcTime: Number.POSITIVE_INFINITY } as const
  const staleTime = 10_000
  const client = new QueryClient({ defaultOptions: { queries } })
  const { locale } = checkout
  return {
    methodList: createCachedQuery(client, {
      queryKey: ['method-list'],
      queryFn: ({ signal }) => checkout.loadMethodList(signal),
      staleTime,
    }),
    storedMethods: createCachedQuery(client, {
      queryKey: ['stored-methods'],
      queryFn: ({ signal }) => checkout.loadStoredMethods(signal),
      staleTime,
    }),
    messages: createCachedQuery(client, {
      queryKey: ['messages', locale],
      queryFn: () => loadMessages(locale),
      staleTime: Number.POSITIVE_INFINITY,
      // Without words no part can speak, and nothing else tries to load this chunk again.
      retry: 2,
    }),
  }
}
