'use client'

import type { Checkout } from '@payloom/core'
import { type Context, createContext, useContext } from 'react'
import type { CheckoutQueries } from './createCheckoutQueries.ts'
import type { Words } from './Words.ts'

/**
 * What a part may take for itself, as long as it is drawn:
 *
 * - `host`: an `<ActionHost>` of the page; the provider then draws none.
 * - `button`: where a method's own button stands, in the place of the page's.
 * - `amount`, `blocked`: where the question of `<AmountChanged>` or `<PaymentBlocked>` is asked; the button then asks none.
 * - `leaving`: a paid part is being taken off: what is to be paid is about to change, so no order is placed.
 */
export type Place = 'host' | 'button' | 'amount' | 'blocked' | 'leaving'

/** What a `CheckoutProvider` gives to the hooks and parts below it. */
export interface CheckoutContextValue {
  checkout: Checkout
  queries: CheckoutQueries
  words: Words
  /** Loads the code of the dialog, so that nothing is fetched after an order was sent. */
  loadActionHost(): Promise<unknown>
  /** How many parts have a place. */
  taken: Readonly<Partial<Record<Place, number>>>
  /** Takes a place. @returns what gives it back. */
  take(place: Place): () => void
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
