'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** How long "Copied" stays, in milliseconds. */
const shown = 2000

/** Copies a value; not there where the browser has no clipboard to write to. */
export function CopyButton({ label, value }: { label: string; value: string }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), shown)
    return () => clearTimeout(timer)
  }, [isCopied])
  if (!globalThis.navigator?.clipboard) return null
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setIsCopied(true),
      // Refused by the browser or the shopper: the value stands beside the button.
      () => setIsCopied(false),
    )
  return (
    <>
      <button
        type="button"
        className="payloom-copy"
        aria-label={words.text('action.copyValue', { label })}
        onClick={() => void copy()}
      >
        {words.text(isCopied ? 'action.copied' : 'action.copy')}
      </button>
      <span aria-live="polite" className="payloom-unseen">
        {isCopied ? words.text('action.copied') : ''}
      </span>
    </>
  )
}
