'use client'

import { type ReactNode, useRef } from 'react'
import type { PlaceOrder } from '../hooks/usePlaceOrder.ts'
import { AmountReview } from './AmountReview.tsx'
import { RefusalMessage } from './RefusalMessage.tsx'
import { SubmitButton } from './SubmitButton.tsx'

/** What stands in the place of the button: why the last try came back, a changed total to accept, and the button itself. */
export function PlaceOrderControls({ order }: { order: PlaceOrder }): ReactNode {
  const button = useRef<HTMLButtonElement>(null)
  const { attempt } = order
  const onAccept = () => {
    order.acceptAmount()
    // The accept button goes away, and the focus with it.
    button.current?.focus()
  }
  return (
    <>
      <RefusalMessage attempt={attempt} />
      {attempt.phase === 'reviewing' && <AmountReview newTotal={attempt.newTotal} onAccept={onAccept} />}
      <SubmitButton order={order} buttonRef={button} />
    </>
  )
}
