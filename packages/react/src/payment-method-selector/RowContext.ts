'use client'

import type { Method, StoredMethod } from '@payloom/core/contract'
import { type Context, createContext, useContext } from 'react'

/** What the parts of one row share. */
export interface RowContextValue {
  id: string
  /** The method that is paid by; a stored row may have none in the list. */
  method: Method | undefined
  stored: StoredMethod | undefined
  isSelected: boolean
  select(): void
  /** The shopper points at the row or focuses its radio. */
  warm(): void
}

export const RowContext: Context<RowContextValue | undefined> = createContext<RowContextValue | undefined>(
  undefined,
)

/** Reads the context. @throws Error that names the part and the cure. */
export function useRowContext(part: string): RowContextValue {
  const value = useContext(RowContext)
  if (value) return value
  throw new Error(
    `PaymentMethodSelectorParts.${part}: there is no row above. Put it into a List or a StoredList.`,
  )
}
