import type { ReactNode } from 'react'
import { shopClient } from '../shop/shopClient.ts'
import { useLoaded } from '../shop/useLoaded.ts'

/** Says that this is a demo, and where the test cards are. */
export function DemoCard(): ReactNode {
  const demo = useLoaded(shopClient.loadDemo)
  return (
    <aside className="demo-card" aria-label="About this demo">
      <p>
        <strong>This is a demo.</strong> Nothing is charged and nothing is sent. Pay by card with{' '}
        <span className="demo-number" translate="no">
          4111 1111 1111 1111
        </span>
        , any future date and any three digits
        {demo.status === 'ready' ? (
          <>
            , or see{' '}
            <a href={demo.value.testCards} target="_blank" rel="noreferrer">
              all test cards<span className="unseen"> (opens in a new tab)</span>
            </a>
            .
          </>
        ) : (
          '.'
        )}
      </p>
    </aside>
  )
}
