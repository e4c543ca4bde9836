'use client'

import { formatMoney } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'

/** Props of {@link AmountChanged}. */
export interface AmountChangedProps extends PartProps {
  /** Called after the shopper accepted the new total. */
  onAccept?: (() => void) | undefined
}

/**
 * Shows a total that changed while the order was placed; it has to be accepted before anything is charged. `PlaceOrderButton` draws one
 * by itself. Renders a `<div>` while there is something to accept, else nothing.
 */
export function AmountChanged({ onAccept, ...part }: AmountChangedProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<AmountChanged>')
  const attempt = useStoreState(checkout.attempt, (view) => view)
  if (attempt.phase !== 'reviewing' || !words.isReady) return null
  const amount = formatMoney(attempt.newTotal, words.locale)
  const accept = () => {
    checkout.acceptAmount()
    onAccept?.()
  }
  const children = (
    <>
      <div role="alert">
        <p className="payloom-notice-title">{words.text('review.title')}</p>
        <p translate="no">{words.text('review.text', { amount })}</p>
      </div>
      <button type="button" className="payloom-button" onClick={accept}>
        <span translate="no">{words.text('review.accept', { amount })}</span>
      </button>
    </>
  )
  return drawPart('div', { className: 'payloom payloom-notice', children }, part)
}
