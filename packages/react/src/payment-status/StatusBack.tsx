'use client'

import { type MouseEvent, type ReactNode, useCallback, useEffect, useRef } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Props of {@link StatusBack}. */
export interface StatusBackProps {
  href?: string | undefined
  onBack?: ((event: MouseEvent) => void) | undefined
  /** The button that led here is gone, and the focus with it. @default false */
  takesFocus?: boolean | undefined
}

/** The way back to the checkout, where a payment came to nothing. */
export function StatusBack({ href, onBack, takesFocus = false }: StatusBackProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const label = words.text('status.back')
  const ref = useRef<HTMLElement | null>(null)
  const take = useCallback((element: HTMLElement | null) => {
    ref.current = element
  }, [])
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) ref.current?.focus()
  }, [takesFocus])
  if (href !== undefined) {
    return (
      <a ref={take} className="payloom-button payloom-link" href={href} onClick={onBack}>
        {label}
      </a>
    )
  }
  return onBack ? (
    <button type="button" ref={take} className="payloom-button" onClick={onBack}>
      {label}
    </button>
  ) : null
}
