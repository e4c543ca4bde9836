'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { SkeletonRows } from '../lazy-part/SkeletonRows.tsx'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { useSelectorContext } from './SelectorContext.ts'

/**
 * What stands where the list would be: rows of its height while it loads, why there is nothing to choose, or why it did not come and
 * a button to ask again. A `<div>` with `data-state`; nothing once there is something to choose.
 */
export function SelectorMessage(part: PartProps): ReactNode {
  const { state } = useSelectorContext('Message')
  if (state === 'ready') return null
  const children = state === 'loading' ? <Loading /> : state === 'error' ? <Failed /> : <Empty />
  return drawPart('div', { className: 'payloom-message', children }, part, { state })
}

function Loading(): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const { skeletonRows } = useSelectorContext('Message')
  return (
    <>
      <p role="status" className="payloom-unseen">
        {words.text('list.loading')}
      </p>
      <SkeletonRows rows={skeletonRows} />
    </>
  )
}

function Failed(): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const { list, retryId, onRetry } = useSelectorContext('Message')
  if (list.status !== 'error') return null
  return (
    <div className="payloom-notice" data-tone="negative">
      <p role="alert">{words.textOf('listError', list.error.code)}</p>
      <button id={retryId} type="button" className="payloom-quiet-button" onClick={onRetry}>
        {words.text('action.retry')}
      </button>
    </div>
  )
}

function Empty(): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const { list } = useSelectorContext('Message')
  const unavailable = list.status === 'ready' ? list.unavailable : []
  const reasons = new Set(unavailable.map(({ reason }) => words.textOf('unavailable', reason)))
  return (
    <div role="status" className="payloom-notice">
      <p className="payloom-notice-title">{words.text('list.empty')}</p>
      {reasons.size > 0 && (
        <ul className="payloom-reasons">
          {[...reasons].map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <p>{words.text('list.emptyHint')}</p>
    </div>
  )
}
