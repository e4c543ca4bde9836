'use client'

import type { Presentation } from '@payloom/core'
import type { Method, Money, StoredMethod } from '@payloom/core/contract'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'

/** What is chosen. */
export interface SelectedMethod {
  /** The row of the newest list that is paid by, for a stored method too. */
  method: Method
  /** The stored method, if one was chosen. */
  stored: StoredMethod | undefined
  /** What the shopper pays, the method's surcharge included; `undefined` outside a checkout. */
  total: Money | undefined
  /** Who draws the way to pay: `form` in the panel, `button` in the place of the page's button, `none` nobody. */
  presentation: Presentation | undefined
}

/** What the shopper chose; `undefined` while nothing is. */
export function useSelectedMethod(): SelectedMethod | undefined {
  const { checkout } = useCheckoutContext('useSelectedMethod')
  const selection = useStoreState(checkout.selection, (state) => state)
  const { method, stored, presentation, due, total } = selection
  return method && { method, stored, total: method.total ?? due ?? total, presentation }
}
