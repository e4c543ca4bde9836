'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { PaymentMethodsView } from '../hooks/usePaymentMethods.ts'

/** Says why the list did not come, and offers to ask again. */
export function MethodListError({ list, onRetry }: { list: PaymentMethodsView; onRetry(): void }): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  if (list.status !== 'error') return null
  return (
    <div className="payloom-notice" data-tone="negative">
      <p role="alert">{words.textOf('listError', list.error.code)}</p>
      <button type="button" className="payloom-quiet-button" onClick={onRetry}>
        {words.text('action.retry')}
      </button>
    </div>
  )
}
