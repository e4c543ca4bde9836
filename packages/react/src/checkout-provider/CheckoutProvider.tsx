'use client'

import type { Checkout } from '@payloom/core'
import type { Messages } from '@payloom/core/messages'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { actionDialogLoader } from '../action-host/actionDialogLoader.ts'
import { ChallengeOutlet } from '../action-host/ChallengeOutlet.tsx'
import { CheckoutContext, type CheckoutContextValue, type Place } from '../context/CheckoutContext.ts'
import { type CheckoutQueries, createCheckoutQueries } from '../context/createCheckoutQueries.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { createWords, type Words } from '../context/Words.ts'

/** Props of {@link CheckoutProvider}. */
export interface CheckoutProviderProps {
  /** Made by `createCheckout`. It belongs to the shop, which also closes it. */
  checkout: Checkout
  /** Words of the shop's own, by key; the rest come from the checkout's locale. A constant object: a new one draws every part anew. */
  messages?: Partial<Messages> | undefined
  /** Whatever uses the checkout's parts and hooks. */
  children?: ReactNode
}

/** Gives a checkout to the hooks and parts below it, and draws its dialog when a provider asks for one. Renders no element of its own. */
export function CheckoutProvider({ checkout, messages, children }: CheckoutProviderProps): ReactNode {
  const queries = useQueriesOf(checkout)
  const words = useWords(checkout, queries, messages)
  const [taken, take] = usePlaces()
  const listFocus = useRef<() => void>(undefined)
  const value = useMemo<CheckoutContextValue>(() => {
    const loadActionHost = actionDialogLoader.load
    return { checkout, queries, words, loadActionHost, taken, take, listFocus }
  }, [checkout, queries, words, taken, take])
  return (
    <CheckoutContext.Provider value={value}>
      {children}
      {!taken.host && <ChallengeOutlet />}
    </CheckoutContext.Provider>
  )
}

/** How many parts below have each place, and how one takes it. */
function usePlaces(): [CheckoutContextValue['taken'], CheckoutContextValue['take']] {
  const [taken, setTaken] = useState<CheckoutContextValue['taken']>({})
  const take = useCallback((place: Place) => {
    const add = (change: number) => setTaken((all) => ({ ...all, [place]: (all[place] ?? 0) + change }))
    add(1)
    return () => add(-1)
  }, [])
  return [taken, take]
}

/** A cache per checkout: another checkout never sees the list of the one before. */
function useQueriesOf(checkout: Checkout): CheckoutQueries {
  const [owned, setOwned] = useState(() => ({ checkout, queries: createCheckoutQueries(checkout) }))
  if (owned.checkout === checkout) return owned.queries
  const next = { checkout, queries: createCheckoutQueries(checkout) }
  setOwned(next)
  return next.queries
}

function useWords(
  { locale }: Checkout,
  { messages: query }: CheckoutQueries,
  own: Partial<Messages> | undefined,
): Words {
  useEffect(() => query.ask(), [query])
  const { data, status } = useStoreState(query, (state) => state)
  return useMemo(
    () => createWords(locale, status === 'pending' ? undefined : { ...data, ...own }),
    [locale, status, data, own],
  )
}
