'use client'

import { type ReactNode, type RefCallback, useId, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useOnline } from '../hooks/useOnline.ts'
import type { PlaceOrder } from '../hooks/usePlaceOrder.ts'
import { useButtonWords } from './useButtonWords.ts'

/** Props of {@link SubmitButton}. */
export interface SubmitButtonProps {
  order: PlaceOrder
  buttonRef: RefCallback<HTMLElement>
}

/** Keeps the focus while it cannot be pressed, and says why it cannot. */
export function SubmitButton({ order, buttonRef }: SubmitButtonProps): ReactNode {
  const { words } = useCheckoutContext('<PlaceOrderButton>')
  const { label, hint: wait } = useButtonWords(order)
  const press = usePress(order)
  const hintId = useId()
  const [pressedFor, setPressedFor] = useState<string>()
  const held = useHold(order)
  const reason = held ?? (order.canSubmit || order.isBusy ? undefined : order.reasons[0])
  const hint = reason && reason !== 'done' ? words.textOf('reason', reason) : ''
  const isRefused = 'error' in order.attempt && order.attempt.error !== undefined
  // What the shopper cannot mend in the page is said before any press.
  const isAsked = held !== undefined || (reason !== undefined && pressedFor === reason && !isRefused)
  return (
    <>
      <button
        ref={buttonRef}
        type="button"
        className="payloom-button"
        aria-disabled={!order.canSubmit || held !== undefined}
        aria-busy={order.isBusy}
        aria-describedby={hint ? hintId : undefined}
        onClick={() => {
          setPressedFor(reason)
          if (held === undefined) press()
        }}
      >
        {order.isBusy && <span className="payloom-spinner" aria-hidden="true" />}
        <span translate="no">{label}</span>
      </button>
      <span id={hintId} hidden>
        {hint}
      </span>
      {/* Seen and announced once the button was pressed in vain, unless a refusal above says more. Gone when its reason is. */}
      <p className="payloom-hint" aria-live="polite">
        {isAsked ? hint : wait}
      </p>
    </>
  )
}

/** Why nothing is placed now, whatever the form says: it would not arrive, or what is to be paid is just changing. */
function useHold({ isBusy, reasons }: PlaceOrder): 'offline' | 'part-leaving' | undefined {
  const { taken } = useCheckoutContext('<PlaceOrderButton>')
  const isOnline = useOnline()
  if (isBusy || reasons.includes('done')) return undefined
  if (!isOnline) return 'offline'
  return taken.leaving ? 'part-leaving' : undefined
}

/** What a press does: places the order, or leads to what is missing. */
function usePress({ canSubmit, reasons, placeOrder }: PlaceOrder): () => void {
  const { listFocus } = useCheckoutContext('<PlaceOrderButton>')
  const [first] = reasons
  return () => {
    if (canSubmit || first === 'incomplete' || first === 'consent') void placeOrder()
    else if (first === 'no-method') listFocus.current?.()
  }
}
