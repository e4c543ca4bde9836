'use client'

import type { PaymentState } from '@payloom/core/contract'
import { type ReactNode, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { waitingAttempts } from './shownStatus.ts'

/** Props of {@link StatusCancel}. */
export interface StatusCancelProps {
  state: PaymentState
  /** Pressed: what comes of it says the status. */
  onPress(): void
}

/** Ends what waits for the shopper, for whoever wants to pay another way. Quiet, for going on with it is what is expected. */
export function StatusCancel({ state, onPress }: StatusCancelProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<PaymentStatus>')
  const [isCanceling, setIsCanceling] = useState(false)
  const cancel = async () => {
    if (isCanceling) return
    onPress()
    setIsCanceling(true)
    const { paymentId } = state
    // One that could not be canceled stays what it is; the client reports why, and the status tells.
    await Promise.allSettled(
      waitingAttempts(state).map(({ attemptId }) => checkout.client.cancelPayment({ paymentId, attemptId })),
    )
    setIsCanceling(false)
  }
  return (
    <button
      type="button"
      className="payloom-quiet-button payloom-status-cancel"
      aria-disabled={isCanceling}
      aria-busy={isCanceling}
      onClick={() => void cancel()}
    >
      {words.text(isCanceling ? 'checking.canceling' : 'status.back')}
    </button>
  )
}
