'use client'

import type { PlaceOrderOptions } from '@payloom/core'
import { type ReactNode, useEffect } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { PartProps } from '../part/PartProps.ts'
import { BlockedOutlet } from './BlockedOutlet.tsx'

/** Props of {@link PaymentBlocked}. */
export interface PaymentBlockedProps extends PartProps, Pick<PlaceOrderOptions, 'store' | 'consents'> {}

/**
 * Asks whether another payment of the same order, perhaps of another window, is ended so that the order is paid here. One press ends
 * it and pays; for a method with a button of its own, that button pays then. `PlaceOrderButton` draws one by itself; put one in the page
 * to place or to style it. Renders a `<div>` while there is something to decide, else nothing.
 */
export function PaymentBlocked({ store, consents, ...part }: PaymentBlockedProps): ReactNode {
  const { take } = useCheckoutContext('<PaymentBlocked>')
  useEffect(() => take('blocked'), [take])
  return <BlockedOutlet options={{ store, consents }} part={part} />
}
