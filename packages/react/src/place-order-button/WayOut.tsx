'use client'

import type { PaymentResult } from '@payloom/core/contract'
import { type ReactNode, useEffect, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Milliseconds after which a page that should have left by itself says that it takes long. */
const patience = 8_000

/** Props of {@link WayOut}. */
export interface WayOutProps {
  result: PaymentResult
}

/**
 * Another way to pay while a payment waits for the shopper: a code that nobody scans at once, a company's page at which the browser does
 * not arrive. A page that leaves needs none, so there it comes late.
 */
export function WayOut({ result }: WayOutProps): ReactNode {
  const { checkout, words, listFocus } = useCheckoutContext('<PlaceOrderButton>')
  const isLeaving = result.outcome === 'redirect'
  const isLong = useIsLong()
  const [isCanceling, setIsCanceling] = useState(false)
  if (isLeaving && !isLong && !isCanceling) return <p className="payloom-hint" aria-live="polite" />
  const cancel = async () => {
    if (isCanceling) return
    setIsCanceling(true)
    const outcome = await checkout.cancelPayment()
    setIsCanceling(false)
    // The button that was pressed goes away, and the focus with it.
    if (outcome.kind === 'result' && outcome.result.outcome === 'canceled') listFocus.current?.()
  }
  const hint = isLeaving ? 'redirect.slow' : 'checking.waiting'
  return (
    <>
      <p className="payloom-hint" aria-live="polite">
        {words.text(isCanceling ? 'checking.canceling' : hint)}
      </p>
      <button
        type="button"
        className="payloom-quiet-button payloom-way-out"
        aria-disabled={isCanceling}
        onClick={() => void cancel()}
      >
        {words.text('status.back')}
      </button>
    </>
  )
}

function useIsLong(): boolean {
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return isLong
}
