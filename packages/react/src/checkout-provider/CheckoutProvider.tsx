'use client'

import { type Checkout, PaymentError } from '@payloom/core'
import { loadMessages, type Messages } from '@payloom/core/messages'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { actionDialogLoader } from '../action-host/actionDialogLoader.ts'
import { ChallengeOutlet } from '../action-host/ChallengeOutlet.tsx'
import { CheckoutContext, type CheckoutContextValue } from '../context/CheckoutContext.ts'
import { createPrivateQueryClient } from '../context/createPrivateQueryClient.ts'
import { createWords } from '../context/Words.ts'
import { useCheckoutEvents } from './useCheckoutEvents.ts'

/** Props of {@link CheckoutProvider}. */
export interface CheckoutProviderProps {
  /** Made by `createCheckout`. It belongs to the shop, which also closes it. */
  checkout: Checkout
  /** Words of the shop's own, by key; the rest come from the checkout's locale. */
  messages?: Partial<Messages> | undefined
  children?: ReactNode
}

/** Gives a checkout to the hooks and parts below it, and draws its dialog when a provider asks for one. Renders no element of its own. */
export function CheckoutProvider({ checkout, messages, children }: CheckoutProviderProps): ReactNode {
  const queryClient = useQueryClientOf(checkout)
  useCheckoutEvents(checkout, queryClient)
  const { locale } = checkout
  const { data: loaded, isError } = useQuery(
    {
      queryKey: ['messages', locale],
      queryFn: () => loadMessages(locale),
      staleTime: Number.POSITIVE_INFINITY,
      retry: 2,
    },
    queryClient,
  )
  const words = useMemo(
    () => createWords(locale, loaded || isError ? { ...loaded, ...messages } : undefined),
    [locale, loaded, isError, messages],
  )
  const [explicitHosts, setExplicitHosts] = useState(0)
  const listFocus = useRef<() => void>(undefined)
  const claimActionHost = useCallback(() => {
    setExplicitHosts((count) => count + 1)
    return () => setExplicitHosts((count) => count - 1)
  }, [])
  const value = useMemo<CheckoutContextValue>(
    () => ({ checkout, queryClient, words, prepareActionHost, claimActionHost, listFocus }),
    [checkout, queryClient, words, claimActionHost],
  )
  return (
    <CheckoutContext.Provider value={value}>
      {children}
      {explicitHosts === 0 && <ChallengeOutlet />}
    </CheckoutContext.Provider>
  )
}

async function prepareActionHost(): Promise<void> {
  try {
    await actionDialogLoader.load()
  } catch (cause) {
    throw new PaymentError({
      message:
        'CheckoutProvider: the code of the dialog did not load; check the connection and place the order again.',
      code: 'provider_unavailable',
      retry: 'same',
      origin: 'page',
      cause,
    })
  }
}

/** A cache per checkout: another checkout never sees the list of the one before. */
function useQueryClientOf(checkout: Checkout): QueryClient {
  const [owned, setOwned] = useState(() => ({ checkout, queryClient: createPrivateQueryClient() }))
  if (owned.checkout === checkout) return owned.queryClient
  const next = { checkout, queryClient: createPrivateQueryClient() }
  setOwned(next)
  return next.queryClient
}
