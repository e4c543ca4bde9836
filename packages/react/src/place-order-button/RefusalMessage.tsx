'use client'

import type { AttemptView } from '@payloom/core'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Why the last try came back, announced at once. The region itself always stands, so that screen readers notice its text. */
export function RefusalMessage({ attempt }: { attempt: AttemptView }): ReactNode {
  const { words } = useCheckoutContext('<PlaceOrderButton>')
  const code = refusalOf(attempt)
  return (
    <div role="alert" className="payloom-refusal">
      {code && <p>{words.textOf('refusal', code)}</p>}
    </div>
  )
}

function refusalOf(attempt: AttemptView): string | undefined {
  switch (attempt.phase) {
    case 'failed':
    case 'ready':
      return attempt.error?.code
    case 'canceled':
    case 'expired':
      return attempt.phase
    default:
      return undefined
  }
}
