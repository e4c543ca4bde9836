'use client'

import { type ReactNode, type RefCallback, useState } from 'react'
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
  const wasAsked = useWasAsked(isAsked, order.isBusy)
  const hint = useHint(order, wasAsked)
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
function useHint(order: PlaceOrder, wasAsked: boolean): string {
  const { checkout, words } = useCheckoutContext('<PlaceOrderButton>')
  const { label, hint } = useButtonWords(order)
  const method = useStoreState(checkout.selection, (selection) => selection.method)
  const isOnline = useOnline()
  if (order.isBusy) return hint || label
  if (!isOnline) return words.text('reason.offline')
  return wasAsked ? words.text('button.own', { method: method?.title ?? '' }) : ''
}

/** Whether a question was answered since the last press: the answer paid nothing yet. */
function useWasAsked(isAsked: boolean, isBusy: boolean): boolean {
  const [wasAsked, setWasAsked] = useState(false)
  if (isAsked && !wasAsked) setWasAsked(true)
  if (isBusy && wasAsked) setWasAsked(false)
  return wasAsked
}
