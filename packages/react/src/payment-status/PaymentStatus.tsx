'use client'

import type { ReactNode } from 'react'
import { usePaymentStatus } from '../hooks/usePaymentStatus.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { usePart } from '../lazy-part/usePart.ts'

/** Props of {@link PaymentStatus}. */
export interface PaymentStatusProps {
  paymentId: string
  className?: string | undefined
}

const statusCardLoader = createPartLoader(async () => (await import('./StatusCard.tsx')).StatusCard)

/**
 * The live status of a payment, with what the shopper still has to do. Renders a `<section>` with `data-status`; changes are
 * announced politely.
 */
export function PaymentStatus({ paymentId, className }: PaymentStatusProps): ReactNode {
  const view = usePaymentStatus(paymentId)
  const card = usePart(statusCardLoader)
  return (
    <section
      className={className ? `payloom payloom-status ${className}` : 'payloom payloom-status'}
      data-status={view.status === 'ready' ? view.state.status : view.status}
    >
      {card.status === 'ready' && <card.Part view={view} />}
    </section>
  )
}
