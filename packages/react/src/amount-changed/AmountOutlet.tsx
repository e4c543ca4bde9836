'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { importPressedParts } from '../lazy-part/importPressedParts.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import type { PartProps } from '../part/PartProps.ts'

/** Props of {@link AmountOutlet}. */
export interface AmountOutletProps {
  onAccept?: (() => void) | undefined
  part?: PartProps
}

const questionLoader = createPartLoader(async () => (await importPressedParts()).AmountQuestion)

/** Asks while a changed total has to be accepted. */
export function AmountOutlet({ onAccept, part = {} }: AmountOutletProps): ReactNode {
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
