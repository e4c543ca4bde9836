'use client'

import type { PlaceOrderOptions } from '@payloom/core'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { usePlaceOrder } from '../hooks/usePlaceOrder.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import { type PlacedOrder, useOnOrder } from './useOnOrder.ts'

/** Props of {@link PlaceOrderButton}. */
export interface PlaceOrderButtonProps extends PlaceOrderOptions {
  /** Called once per order, as soon as it stands; whether it is paid says its status. Usually leads to the order's page. */
  onOrder?: ((order: PlacedOrder) => void) | undefined
  className?: string | undefined
}

const controlsLoader = createPartLoader(async () => (await import('../drawnParts.ts')).PlaceOrderControls)

/**
 * The shop's one button: what it does and what it costs. Above it stands why the last try came back, or a changed total that has
 * to be accepted. Renders a `<div>` with `data-phase`; nothing while the method brings a button of its own.
 */
export function PlaceOrderButton({ onOrder, className, ...options }: PlaceOrderButtonProps): ReactNode {
  const order = usePlaceOrder(options)
  const { words } = useCheckoutContext('<PlaceOrderButton>')
  useOnOrder(onOrder)
  if (order.reasons.includes('own-button')) return null
  return (
    <div
      className={className ? `payloom payloom-place ${className}` : 'payloom payloom-place'}
      data-phase={order.phase}
    >
      <LazyPart
        loader={controlsLoader}
        props={{ order }}
        isReady={words.isReady}
        placeholder={<div className="payloom-button" data-state="loading" aria-hidden="true" />}
      />
    </div>
  )
}
