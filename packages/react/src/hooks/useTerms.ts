'use client'

import type { OrderTerms } from '@payloom/core'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'

/** What {@link useTerms} returns. */
export interface TermsView extends OrderTerms {
  /** Whether the chosen method can be kept for the customer. */
  canStore: boolean
  /** Whether the shopper wants it to be kept. */
  setStore(store: boolean): void
}

/** What the page asks beside the method: consents (see `useConsent`), and whether the method is to be kept. */
export function useTerms(): TermsView {
  const { checkout } = useCheckoutContext('useTerms')
  const terms = useStoreState(checkout.terms, (state) => state)
  const canStore = useStoreState(
    checkout.selection,
    // A set-up stores by itself, and what is stored is stored.
    ({ method, stored, kind }) => method?.isStorable === true && !stored && kind !== 'setup',
  )
  return { ...terms, canStore, setStore: (store) => checkout.setStore(store) }
}
