'use client'

import { type ReactNode, useEffect } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { PartProps } from '../part/PartProps.ts'
import { AmountOutlet } from './AmountOutlet.tsx'

/** Props of {@link AmountChanged}. */
export interface AmountChangedProps extends PartProps {
  /** Called after the shopper accepted the new total. */
  onAccept?: (() => void) | undefined
}

/**
 * Shows a total that changed while the order was placed; it has to be accepted before anything is charged. `PlaceOrderButton` draws one
 * by itself; put one in the page to place it, to style it or to hear of the answer. Renders a `<div>` while there is something to
 * accept, else nothing.
 */
export function AmountChanged({ onAccept, ...part }: AmountChangedProps): ReactNode {
  const { take } = useCheckoutContext('<AmountChanged>')
  useEffect(() => take('amount'), [take])
  return <AmountOutlet onAccept={onAccept} part={part} />
}
