'use client'

import { type ReactNode, useEffect } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { ChallengeOutlet } from './ChallengeOutlet.tsx'

/** Props of {@link ActionHost}. */
export interface ActionHostProps {
  /** Added to the root element's own classes. */
  className?: string | undefined
}

/**
 * The one dialog in which a provider asks the shopper for more (a bank's challenge). `CheckoutProvider` draws it by itself;
 * put one in the page to place or to style it. Renders a `<dialog>` while a challenge is open, else nothing.
 */
export function ActionHost({ className }: ActionHostProps): ReactNode {
  const { take } = useCheckoutContext('<ActionHost>')
  useEffect(() => take('host'), [take])
  return <ChallengeOutlet className={className} />
}
