'use client'

import type { PlaceOrderOptions } from '@payloom/core'
import { type ReactNode, useRef } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { usePlaceOrder } from '../hooks/usePlaceOrder.ts'
import { AmountReview } from './AmountReview.tsx'
import { RefusalMessage } from './RefusalMessage.tsx'
import { SubmitButton } from './SubmitButton.tsx'
import { type PlacedOrder, useOnOrder } from './useOnOrder.ts'

/** Props of {@link PlaceOrderButton}. */
export interface PlaceOrderButtonProps extends PlaceOrderOptions {
  /** Called once per order, as soon as it stands; whether it is paid says its status. Usually leads to the order's page. */
  onOrder?: ((order: PlacedOrder) => void) | undefined
  className?: string | undefined
}

/**
 * The shop's one button: what it does and what it costs. Above it stands why the last try came back, or a changed total that has
 * to be accepted. Renders a `<div>` with `data-phase`; nothing while the method brings a button of its own.
 */
export function PlaceOrderButton({ onOrder, className, ...options }: PlaceOrderButtonProps): ReactNode {
  const order = usePlaceOrder(options)
  const { words } = useCheckoutContext('<PlaceOrderButton>')
  const button = useRef<HTMLButtonElement>(null)
  useOnOrder(onOrder)
  if (order.reasons.includes('own-button')) return null
  const { attempt, phase } = order
  const onAccept = () => {
    order.acceptAmount()
    // The accept button goes away, and the focus with it.
    button.current?.focus()
  }
  return (
    <div
      className={className ? `payloom payloom-place ${className}` : 'payloom payloom-place'}
      data-phase={phase}
    >
      <RefusalMessage attempt={attempt} />
      {attempt.phase === 'reviewing' && <AmountReview newTotal={attempt.newTotal} onAccept={onAccept} />}
      {words.isReady ? (
        <SubmitButton order={order} buttonRef={button} />
      ) : (
        <div className="payloom-button" data-state="loading" aria-hidden="true" />
      )}
    </div>
  )
}
