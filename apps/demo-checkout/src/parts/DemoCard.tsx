import type { ReactNode } from 'react'
import { shopClient } from '../shop/shopClient.ts'
import { useLoaded } from '../shop/useLoaded.ts'

/** Says that this is a demo, and where the test cards are. */
export function DemoCard(): ReactNode {
  const demo = useLoaded(shopClient.loadDemo)
  return (
    <aside className="demo-card" aria-label="About this demo">
      <p>
        <strong>This is a demo: nothing is charged.</strong> Pay by card with{' '}
        <span className="demo-number" translate="no">
          4111 1111 1111 1111
        </span>
        , any date to come and any three digits. Other countries have other ways to pay.
        {demo.status === 'ready' && (
          <>
            {' '}
            <a href={demo.value.testCards} target="_blank" rel="noreferrer">
              All test cards<span className="unseen"> (opens in a new tab)</span>
            </a>
          </>
        )}
      </p>
    </aside>
  )
}
