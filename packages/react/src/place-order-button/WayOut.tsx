'use client'

import { type ReactNode, useEffect, useState } from 'react'
import type { Words } from '../context/Words.ts'

/** Milliseconds after which a page that should have left by itself says that it takes long. */
const patience = 8_000

/** Props of {@link WayOut}. */
export interface WayOutProps {
  words: Words
  /** The page is to leave by itself. */
  isLeaving: boolean
  /** Ends the payment. Never rejects. */
  onCancel(): Promise<void>
}

/**
 * Another way to pay while a payment waits for the shopper: a code that nobody scans at once, a company's page at which the browser does
 * not arrive. A page that leaves needs none, so there it comes late.
 */
export function WayOut({ words, isLeaving, onCancel }: WayOutProps): ReactNode {
  const isLong = useIsLong()
  const [isCanceling, setIsCanceling] = useState(false)
  if (isLeaving && !isLong && !isCanceling) return <p className="payloom-hint" aria-live="polite" />
  const cancel = async () => {
    if (isCanceling) return
    setIsCanceling(true)
    await onCancel()
    setIsCanceling(false)
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
