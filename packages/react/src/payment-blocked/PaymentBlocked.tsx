'use client'

import type { PlaceOrderOptions } from '@payloom/core'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { useOnline } from '../hooks/useOnline.ts'
import { usePlaceOrder } from '../hooks/usePlaceOrder.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { importPressedParts } from '../lazy-part/importPressedParts.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import type { PartProps } from '../part/PartProps.ts'

/** Props of {@link PaymentBlocked}. */
export interface PaymentBlockedProps extends PartProps, Pick<PlaceOrderOptions, 'store' | 'consents'> {}

const questionLoader = createPartLoader(async () => (await importPressedParts()).BlockedQuestion)

/**
 * Asks whether another payment of the same order, perhaps of another window, is ended so that the order is paid here. One press ends
 * it and pays; for a method with a button of its own, that button pays then. `PlaceOrderButton` draws one by itself. Renders a `<div>`
 * while there is something to decide, else nothing.
 */
export function PaymentBlocked({ store, consents, ...part }: PaymentBlockedProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<PaymentBlocked>')
  const order = usePlaceOrder({ store, consents })
  const selection = useStoreState(checkout.selection, (state) => state)
  const isOnline = useOnline()
  if (order.attempt.phase !== 'blocked') return null
  const { by } = order.attempt
  return (
    <LazyPart
      loader={questionLoader}
      props={{ by, order, selection, words, isOnline, part }}
      isReady={words.isReady}
      placeholder={null}
    />
  )
}
