'use client'

import type { PaymentState } from '@payloom/core/contract'
import { type ReactNode, useId, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { Words } from '../context/Words.ts'
import { CopyButton } from './CopyButton.tsx'
import { intlLocaleOf } from './intlLocaleOf.ts'
import { type Shipment, shipmentsOf } from './shipmentsOf.ts'

/** The parcels of an order, each with its carrier and number; what comes later is announced politely. */
export function Shipments({ state }: { state: PaymentState }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const id = useId()
  const shipments = shipmentsOf(state)
  const told = shipments.map((shipment) => textOf(shipment, words)).join(', ')
  // What was there when the page came is read with the page, and is no news.
  const [first] = useState(told)
  return (
    <>
      {shipments.length > 0 && (
        <div className="payloom-display">
          <p className="payloom-notice-title" id={id}>
            {words.text('fulfilment.title')}
          </p>
          <ul className="payloom-shipments" aria-labelledby={id}>
            {shipments.map((shipment) => (
              <ShipmentRow key={shipment.id} shipment={shipment} />
            ))}
          </ul>
        </div>
      )}
      {/* There before the first parcel is, so that it is announced, too. */}
      <p aria-live="polite" className="payloom-unseen">
        {told !== first && words.text('fulfilment.news', { text: told })}
      </p>
    </>
  )
}

function ShipmentRow({ shipment }: { shipment: Shipment }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const { tracking } = shipment
  return (
    <li className="payloom-fact">
      <span className="payloom-status-hint">{movedText(shipment, words)}</span>
      {tracking && (
        <>
          <span className="payloom-shipment-carrier">
            <bdi>{tracking.name}</bdi>{' '}
            <bdi className="payloom-shipment-number" translate="no">
              {tracking.number}
            </bdi>
          </span>
          <CopyButton label={words.text('fulfilment.tracking')} value={tracking.number} />
        </>
      )}
    </li>
  )
}

function movedText({ shippedAt }: Shipment, words: Words): string {
  if (shippedAt === undefined) return words.text('fulfilment.prepared')
  const date = new Date(shippedAt).toLocaleDateString(intlLocaleOf(words.locale), { dateStyle: 'long' })
  return words.text('fulfilment.shipped', { date })
}

function textOf(shipment: Shipment, words: Words): string {
  const { tracking } = shipment
  return [movedText(shipment, words), tracking?.name, tracking?.number].filter(Boolean).join(' ')
}
