'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { importPressedParts } from '../lazy-part/importPressedParts.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import type { PartProps } from '../part/PartProps.ts'

/** Props of {@link AmountChanged}. */
export interface AmountChangedProps extends PartProps {
  /** Called after the shopper accepted the new total. */
  onAccept?: (() => void) | undefined
}

const questionLoader = createPartLoader(async () => (await importPressedParts()).AmountQuestion)

/**
 * Shows a total that changed while the order was placed; it has to be accepted before anything is charged. `PlaceOrderButton` draws one
 * by itself. Renders a `<div>` while there is something to accept, else nothing.
 */
export function AmountChanged({ onAccept, ...part }: AmountChangedProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<AmountChanged>')
  const attempt = useStoreState(checkout.attempt, (view) => view)
  if (attempt.phase !== 'reviewing') return null
  const { newTotal } = attempt
  const accept = () => {
    checkout.acceptAmount()
    onAccept?.()
  }
  return (
    <LazyPart
      loader={questionLoader}
      props={{ newTotal, words, onAccept: accept, part }}
      isReady={words.isReady}
      placeholder={null}
    />
  )
}
