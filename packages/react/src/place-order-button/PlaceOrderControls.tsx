'use client'

import type { PlaceOrderOptions } from '@payloom/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { AmountChanged } from '../amount-changed/AmountChanged.tsx'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { usePlaceOrder } from '../hooks/usePlaceOrder.ts'
import { OwnButton } from './OwnButton.tsx'
import { RefusalMessage } from './RefusalMessage.tsx'
import { SubmitButton } from './SubmitButton.tsx'
import { type PlacedOrder, useOnOrder } from './useOnOrder.ts'

/** Props of {@link PlaceOrderControls}. */
export interface PlaceOrderControlsProps {
  options: Pick<PlaceOrderOptions, 'store' | 'consents'>
  onOrder: ((order: PlacedOrder) => void) | undefined
}

/**
 * What stands in the place of the button: why the last try came back, a changed total to accept, and the button itself or the chosen
 * method's own.
 */
export function PlaceOrderControls({ options, onOrder }: PlaceOrderControlsProps): ReactNode {
  useOnOrder(onOrder)
  const { checkout, buttonPlace } = useCheckoutContext('<PlaceOrderButton>')
  const order = usePlaceOrder(options)
  const button = useRef<HTMLButtonElement>(null)
  const presentation = useStoreState(checkout.selection, (selection) => selection.presentation)
  const { take } = buttonPlace
  useEffect(() => take(), [take])
  const isOwn =
    presentation === 'button' && !order.reasons.includes('done') && !order.reasons.includes('panel-error')
  return (
    <>
      <RefusalMessage attempt={order.attempt} />
      {/* The accept button goes away, and the focus with it. */}
      <AmountChanged onAccept={() => button.current?.focus()} />
      {isOwn ? <OwnButton order={order} /> : <SubmitButton order={order} buttonRef={button} />}
    </>
  )
}
