'use client'

import type { MouseEvent, ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Props of {@link StatusBack}. */
export interface StatusBackProps {
  href?: string | undefined
  onBack?: ((event: MouseEvent) => void) | undefined
  /** While a payment waits, going on with it is what is expected. @default false */
  isQuiet?: boolean | undefined
}

/** The way back to the checkout, where a payment came to nothing or waits for the shopper. */
export function StatusBack({ href, onBack, isQuiet = false }: StatusBackProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const label = words.text('status.back')
  const look = isQuiet ? 'payloom-quiet-button' : 'payloom-button'
  if (href !== undefined) {
    return (
      <a className={`${look} payloom-link`} href={href} onClick={onBack}>
        {label}
      </a>
    )
  }
  return onBack ? (
    <button type="button" className={look} onClick={onBack}>
      {label}
    </button>
  ) : null
}
