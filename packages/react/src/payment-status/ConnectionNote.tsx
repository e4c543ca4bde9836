'use client'

import type { StatusView } from '@payloom/core'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Says calmly that the page does not follow at once; silent while it does, and once nothing more is awaited. */
export function ConnectionNote({ view }: { view: StatusView }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  if (view.status !== 'ready') return null
  const { connection, state } = view
  if (connection === 'live' || state.settled) return null
  return (
    <p className="payloom-connection" data-connection={connection}>
      {words.text(`connection.${connection}`)}
    </p>
  )
}
