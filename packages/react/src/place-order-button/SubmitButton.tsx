'use client'

import { formatMoney } from '@payloom/core/contract'
import { type ReactNode, type RefObject, useId, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import type { PlaceOrder } from '../hooks/usePlaceOrder.ts'

/** Props of {@link SubmitButton}. */
export interface SubmitButtonProps {
  order: PlaceOrder
  buttonRef: RefObject<HTMLButtonElement | null>
}

/** Keeps the focus while it cannot be pressed, and says why it cannot. */
export function SubmitButton({ order, buttonRef }: SubmitButtonProps): ReactNode {
  const { words } = useCheckoutContext('<PlaceOrderButton>')
  const label = useLabel(order)
  const press = usePress(order)
  const hintId = useId()
  const [pressedFor, setPressedFor] = useState<string>()
  const reason = order.canSubmit || order.isBusy ? undefined : order.reasons[0]
  const hint = reason && reason !== 'done' ? words.textOf('reason', reason) : ''
  const isRefused = 'error' in order.attempt && order.attempt.error !== undefined
  return (
    <>
      <button
        ref={buttonRef}
        type="button"
        className="payloom-button"
        aria-disabled={!order.canSubmit}
        aria-busy={order.isBusy}
        aria-describedby={hint ? hintId : undefined}
        onClick={() => {
          setPressedFor(reason)
          press()
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
        {reason !== undefined && pressedFor === reason && !isRefused ? hint : ''}
      </p>
    </>
  )
}

function useLabel({ phase, isBusy, reasons, total }: PlaceOrder): string {
  const { checkout, words } = useCheckoutContext('<PlaceOrderButton>')
  const isOffline = useStoreState(checkout.selection, ({ method }) => method?.isOffline)
  if (reasons.includes('done')) return words.text('button.done')
  if (isBusy) return words.text(busyLabel[phase] ?? 'button.validating')
  if (isOffline || !total || total.value === 0) return words.text('button.place')
  return words.text('button.pay', { amount: formatMoney(total, words.locale) })
}

const busyLabel: Partial<
  Record<PlaceOrder['phase'], 'button.collecting' | 'button.acting' | 'button.confirming'>
> = {
  collecting: 'button.collecting',
  acting: 'button.acting',
  confirming: 'button.confirming',
}

/** What a press does: places the order, or leads to what is missing. */
function usePress({ canSubmit, reasons, placeOrder }: PlaceOrder): () => void {
  const { listFocus } = useCheckoutContext('<PlaceOrderButton>')
  return () => {
    if (canSubmit || reasons.includes('incomplete')) void placeOrder()
    else if (reasons.includes('no-method')) listFocus.current?.()
  }
}
