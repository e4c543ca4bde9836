'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Rows of the height of real ones while the list loads. */
export function MethodListSkeleton({ rows }: { rows: number }): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  return (
    <div role="status" className="payloom-list">
      <span className="payloom-unseen">{words.text('list.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="payloom-method payloom-skeleton" aria-hidden="true">
          <div className="payloom-row" />
        </div>
      ))}
    </div>
  )
}
