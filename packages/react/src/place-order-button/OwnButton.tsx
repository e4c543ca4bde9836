'use client'

import type { ReactNode } from 'react'
import { usePaymentMethod } from '../hooks/usePaymentMethod.ts'
import type { PlaceOrder } from '../hooks/usePlaceOrder.ts'
import { useButtonWords } from './useButtonWords.ts'

/** The chosen method's own button, where the page's would stand. It stays while its sheet is open. */
export function OwnButton({ order }: { order: PlaceOrder }): ReactNode {
  const { panel, panelRef } = usePaymentMethod()
  const { label, hint } = useButtonWords(order)
  const isReady = panel.status === 'ready' && panel.session?.phase !== 'loading'
  return (
    <>
      <div className="payloom-own-button" data-state={isReady ? 'ready' : 'loading'}>
        {/* The slot is the provider's: React puts nothing into it. */}
        <div ref={panelRef} className="payloom-slot" />
        {!isReady && <div className="payloom-button" data-state="loading" aria-hidden="true" />}
      </div>
      <p className="payloom-hint" aria-live="polite">
        {order.isBusy ? hint || label : ''}
      </p>
    </>
  )
}
