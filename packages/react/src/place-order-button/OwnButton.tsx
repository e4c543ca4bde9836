'use client'

import type { ReactNode, RefCallback } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { useOnline } from '../hooks/useOnline.ts'
import { usePaymentMethod } from '../hooks/usePaymentMethod.ts'
import type { PlaceOrder } from '../hooks/usePlaceOrder.ts'
import { useButtonWords } from './useButtonWords.ts'

/** Props of {@link OwnButton}. */
export interface OwnButtonProps {
  order: PlaceOrder
  /** Whether something has to be decided first; the button is away meanwhile, with its session. */
  isAsked: boolean
  /** Where the focus goes after a question: beside the button, which is the provider's. */
  focusRef: RefCallback<HTMLElement>
}

/** The chosen method's own button, where the page's would stand. It stays while its sheet is open. */
export function OwnButton({ order, isAsked, focusRef }: OwnButtonProps): ReactNode {
  const { panel, panelRef } = usePaymentMethod()
  const isReady = panel.status === 'ready' && panel.session?.phase !== 'loading'
  const state = isAsked ? 'held' : isReady ? 'ready' : 'loading'
  const hint = useHint(order)
  return (
    <>
      <div className="payloom-own-button" data-state={state}>
        {/* The slot is the provider's: React puts nothing into it. */}
        <div ref={panelRef} className="payloom-slot" />
        {state === 'loading' && <div className="payloom-button" data-state="loading" aria-hidden="true" />}
      </div>
      <p ref={focusRef} tabIndex={-1} className="payloom-hint" aria-live="polite">
        {isAsked ? '' : hint}
      </p>
    </>
  )
}

/** What happens, why it waits, or that the press is still to come. */
function useHint(order: PlaceOrder): string {
  const { checkout, words } = useCheckoutContext('<PlaceOrderButton>')
  const { label, hint } = useButtonWords(order)
  const method = useStoreState(checkout.selection, (selection) => selection.method)
  const isOnline = useOnline()
  if (order.isBusy) return hint || label
  if (!isOnline) return words.text('reason.offline')
  const isAgreed = order.attempt.phase === 'ready' && order.attempt.supersede !== undefined
  return isAgreed ? words.text('blocked.ended', { method: method?.title ?? '' }) : ''
}
