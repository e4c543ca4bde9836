'use client'

import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { usePaymentStatus } from '../hooks/usePaymentStatus.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { usePart } from '../lazy-part/usePart.ts'
import { shownStatusOf } from './shownStatus.ts'

/** Props of {@link PaymentStatus}. */
export interface PaymentStatusProps {
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** Where the shopper can try again after a refusal or an expiry. While the payment waits for them, it can be ended for that. */
  backHref?: string | undefined
  /** Called when the way back is pressed; alone, without `backHref`, it is a button. */
  onBack?: ((event: MouseEvent) => void) | undefined
  /** Added to the root element's own classes. */
  className?: string | undefined
  /** Inline style of the root element. */
  style?: CSSProperties | undefined
}

const statusCardLoader = createPartLoader(async () => (await import('./StatusCard.tsx')).StatusCard)

/**
 * The live status of a payment, with what the shopper still has to do. Renders a `<section>` with `data-status`; changes are
 * announced politely.
 */
export function PaymentStatus(props: PaymentStatusProps): ReactNode {
  const { paymentId, backHref, onBack, className, style } = props
  const { words } = useCheckoutContext('<PaymentStatus>')
  const view = usePaymentStatus(paymentId)
  const card = usePart(statusCardLoader)
  return (
    <section
      className={className ? `payloom payloom-status ${className}` : 'payloom payloom-status'}
      style={style}
      aria-label={words.text('status.label') || undefined}
      data-status={view.status === 'ready' ? shownStatusOf(view.state) : view.status}
    >
      {card.status === 'ready' && <card.Part view={view} back={{ href: backHref, onBack }} />}
      {card.status === 'error' && (
        <>
          <p className="payloom-status-hint">{words.text('statusError.unknown')}</p>
          <button type="button" className="payloom-quiet-button" onClick={card.retry}>
            {words.text('action.retry')}
          </button>
        </>
      )}
    </section>
  )
}
