'use client'

import type { Display } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import { useSecondsUntil } from '../payment-status/useSecondsUntil.ts'

const stepLoader = createPartLoader(
  async () => (await import('../payment-status/DisplayStep.tsx')).DisplayStep,
)

/** How the other payment would be finished, for whoever lost the window that showed it. Folded: it is not what is asked. */
export function OtherDisplay({ display }: { display: Display }): ReactNode {
  const { words } = useCheckoutContext('<PaymentBlocked>')
  const left = useSecondsUntil(display.expiresAt)
  if (left === 0) return null
  return (
    <details className="payloom-other">
      <summary>{words.text('blocked.display')}</summary>
      <LazyPart loader={stepLoader} props={{ display, left }} isReady={true} placeholder={null} />
    </details>
  )
}
