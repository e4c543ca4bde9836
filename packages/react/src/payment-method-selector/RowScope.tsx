'use client'

import type { Method, StoredMethod } from '@payloom/core/contract'
import { type ReactNode, useId } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { RowContext } from './RowContext.ts'

/** Props of {@link RowScope}. */
export type RowScopeProps = { children: ReactNode } & (
  | { method: Method; stored?: undefined }
  | { method: Method | undefined; stored: StoredMethod }
)

/** Gives the parts of one row what they draw. */
export function RowScope({ method, stored, children }: RowScopeProps): ReactNode {
  const { checkout } = useCheckoutContext('<PaymentMethodSelector>')
  const id = useId()
  const ref = stored ?? method
  const isSelected = useStoreState(checkout.selection, (chosen) =>
    stored
      ? chosen.stored?.id === stored.id
      : !chosen.stored &&
        chosen.method?.provider === method.provider &&
        chosen.method.method === method.method,
  )
  const choice = { provider: ref.provider, method: ref.method }
  const select = () => checkout.select(stored ? { ...choice, storedMethodId: stored.id } : choice)
  return (
    <RowContext.Provider
      value={{ id, method, stored, isSelected, select, warm: () => checkout.warm(choice) }}
    >
      {children}
    </RowContext.Provider>
  )
}
