'use client'

import { formatMoney, type Money } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Shows a total that changed while the order was placed; it has to be accepted before anything is charged. */
export function AmountReview({ newTotal, onAccept }: { newTotal: Money; onAccept(): void }): ReactNode {
  const { words } = useCheckoutContext('<PlaceOrderButton>')
  const amount = formatMoney(newTotal, words.locale)
  return (
    <div className="payloom-notice">
      <div role="alert">
        <p className="payloom-notice-title">{words.text('review.title')}</p>
        <p translate="no">{words.text('review.text', { amount })}</p>
      </div>
      <button type="button" className="payloom-button" onClick={onAccept}>
        <span translate="no">{words.text('review.accept', { amount })}</span>
      </button>
    </div>
  )
}
