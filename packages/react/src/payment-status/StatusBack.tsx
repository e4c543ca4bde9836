'use client'

import type { MouseEvent, ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Props of {@link StatusBack}. */
export interface StatusBackProps {
  href?: string | undefined
  onBack?: ((event: MouseEvent) => void) | undefined
}

/** The way back to the checkout, where a payment came to nothing. */
export function StatusBack({ href, onBack }: StatusBackProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const label = words.text('status.back')
  if (href !== undefined) {
    return (
      <a className="payloom-button payloom-link" href={href} onClick={onBack}>
        {label}
      </a>
    )
  }
  return onBack ? (
    <button type="button" className="payloom-button" onClick={onBack}>
      {label}
    </button>
  ) : null
}
