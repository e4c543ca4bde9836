'use client'

import type { Checkout } from '@payloom/core'
import { type Context, createContext, useContext } from 'react'
import type { CheckoutQueries } from './createCheckoutQueries.ts'
import type { Words } from './Words.ts'

/** What a `CheckoutProvider` gives to the hooks and parts below it. */
export interface CheckoutContextValue {
  checkout: Checkout
  queries: CheckoutQueries
  words: Words
  /** Loads the code of the dialog, so that nothing is fetched after an order was sent. */
  loadActionHost(): Promise<unknown>
  /** An `<ActionHost/>` of the page: the provider then draws none. @returns what ends it. */
  claimActionHost(): () => void
  /** Where a method's own button stands: in the place of the page's, once one lends it. */
  buttonPlace: { isTaken: boolean; take(): () => void }
  /** A paid part is being taken off: what is to be paid is about to change, so no order is placed. */
  leavingPart: { isTaken: boolean; take(): () => void }
  /** Where the list and the button meet: the button sends the focus to the list. */
  listFocus: { current: (() => void) | undefined }
}

export const CheckoutContext: Context<CheckoutContextValue | undefined> = createContext<
  CheckoutContextValue | undefined
>(undefined)

/** Reads the context. @throws Error that names the caller and the cure. */
export function useCheckoutContext(caller: string): CheckoutContextValue {
  const value = useContext(CheckoutContext)
  if (value) return value
  throw new Error(
    `${caller}: there is no CheckoutProvider above. Wrap the page in <CheckoutProvider checkout={checkout}>.`,
  )
}
