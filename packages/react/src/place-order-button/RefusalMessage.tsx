'use client'

import type { AttemptView } from '@payloom/core'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useOnline } from '../hooks/useOnline.ts'

/** Why the last try came back, announced at once; what the shopper did themselves is told calmly. The region itself always stands, so that screen readers notice its text. */
export function RefusalMessage({ attempt }: { attempt: AttemptView }): ReactNode {
  const { words } = useCheckoutContext('<PlaceOrderButton>')
  const isOnline = useOnline()
  const code = refusalOf(attempt, isOnline)
  return (
    <div role="alert" className="payloom-refusal">
      {code && (
        <div className="payloom-refusal-text" data-tone={code === 'canceled' ? 'neutral' : 'negative'}>
          <p>{words.textOf('refusal', code)}</p>
          {issuesOf(attempt).map((issue) => (
            <p key={issue}>
              <bdi>{issue}</bdi>
            </p>
          ))}
        </div>
      )}
    </div>
  )
}

function refusalOf(attempt: AttemptView, isOnline: boolean): string | undefined {
  switch (attempt.phase) {
    case 'failed':
    case 'ready': {
      const code = attempt.error?.code
      // Nothing was sent, and it is no longer true.
      return code === 'offline' && isOnline ? undefined : code
    }
    case 'canceled':
    case 'expired':
      return attempt.phase
    default:
      return undefined
  }
}

/** What the shop found wrong with the order, in its own words. */
function issuesOf(attempt: AttemptView): string[] {
  const issues = (attempt.phase === 'ready' && attempt.issues) || []
  return [...new Set(issues.flatMap(({ message }) => message || []))]
}
