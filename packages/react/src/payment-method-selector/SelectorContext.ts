'use client'

import { type Context, createContext, useContext } from 'react'
import type { PaymentMethodsView } from '../hooks/usePaymentMethods.ts'

/** What the list comes to: its rows, nothing to choose from, or why there is none. */
export type SelectorState = 'loading' | 'ready' | 'empty' | 'error'

/** What the parts of one selector share. */
export interface SelectorContextValue {
  list: PaymentMethodsView
  state: SelectorState
  /** The name that the radios share, so that arrows move through stored and other methods alike. */
  group: string
  /** While an order is under way, and once it stands, the choice holds. */
  isHeld: boolean
  skeletonRows: number
  /** Id of the retry button. */
  retryId: string
  /** Asks for the list again; the focus stays here. */
  onRetry(): void
}

export const SelectorContext: Context<SelectorContextValue | undefined> = createContext<
  SelectorContextValue | undefined
>(undefined)

/** Reads the context. @throws Error that names the part and the cure. */
export function useSelectorContext(part: string): SelectorContextValue {
  const value = useContext(SelectorContext)
  if (value) return value
  throw new Error(
    `PaymentMethodSelectorParts.${part}: there is no Root above. Put it into <PaymentMethodSelectorParts.Root>.`,
  )
}
