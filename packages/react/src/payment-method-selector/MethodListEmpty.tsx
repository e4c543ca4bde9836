'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { PaymentMethodsView } from '../hooks/usePaymentMethods.ts'

/** Says that nothing can be paid with, why, and what to do. */
export function MethodListEmpty({ list }: { list: PaymentMethodsView }): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const unavailable = list.status === 'ready' ? list.unavailable : []
  const reasons = new Set(unavailable.map(({ reason }) => words.textOf('unavailable', reason)))
  return (
    <div role="status" className="payloom-notice">
      <p className="payloom-notice-title">{words.text('list.empty')}</p>
      {reasons.size > 0 && (
        <ul className="payloom-reasons">
          {[...reasons].map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <p>{words.text('list.emptyHint')}</p>
    </div>
  )
}
