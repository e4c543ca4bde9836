'use client'

import type { Checkout } from '@payloom/core'
import type { Messages } from '@payloom/core/messages'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { actionDialogLoader } from '../action-host/actionDialogLoader.ts'
import { ChallengeOutlet } from '../action-host/ChallengeOutlet.tsx'
import { CheckoutContext, type CheckoutContextValue } from '../context/CheckoutContext.ts'
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
  const [hasOwnHost, claimActionHost] = useClaims()
  const [isTaken, take] = useClaims()
  const [isLeaving, takeLeave] = useClaims()
  const listFocus = useRef<() => void>(undefined)
  const value = useMemo<CheckoutContextValue>(() => {
    const buttonPlace = { isTaken, take }
    const loadActionHost = actionDialogLoader.load
    const leavingPart = { isTaken: isLeaving, take: takeLeave }
    return { checkout, queries, words, loadActionHost, claimActionHost, buttonPlace, leavingPart, listFocus }
  }, [checkout, queries, words, claimActionHost, isTaken, take, isLeaving, takeLeave])
  return (
    <CheckoutContext.Provider value={value}>
      {children}
      {!hasOwnHost && <ChallengeOutlet />}
    </CheckoutContext.Provider>
  )
}

/** Whether any part below claims a place, and how it does; the claim returns what ends it. */
function useClaims(): [boolean, () => () => void] {
  const [claims, setClaims] = useState(0)
  const claim = useCallback(() => {
    setClaims((count) => count + 1)
    return () => setClaims((count) => count - 1)
  }, [])
  return [claims > 0, claim]
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
