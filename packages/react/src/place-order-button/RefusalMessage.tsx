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
      {code && (
        <div className="payloom-refusal-text">
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

/** What the shop found wrong with the order, in its own words. */
function issuesOf(attempt: AttemptView): string[] {
  const issues = (attempt.phase === 'ready' && attempt.issues) || []
  return [...new Set(issues.flatMap(({ message }) => message || []))]
}
