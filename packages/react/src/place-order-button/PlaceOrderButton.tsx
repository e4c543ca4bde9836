'use client'

import type { PlaceOrderOptions } from '@payloom/core'
import type { CSSProperties, ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { useOrderCheck } from '../hooks/useOrderCheck.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { importDrawnParts } from '../lazy-part/importDrawnParts.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import type { PlacedOrder } from './useOnOrder.ts'

/** Props of {@link PlaceOrderButton}. */
export interface PlaceOrderButtonProps extends PlaceOrderOptions {
  /** Called once per order, as soon as it stands; whether it is paid says its status. Usually leads to the order's page. */
  onOrder?: ((order: PlacedOrder) => void) | undefined
  /** Added to the root element's own classes. */
  className?: string | undefined
  /** Inline style of the root element. */
  style?: CSSProperties | undefined
}

const controlsLoader = createPartLoader(async () => (await importDrawnParts()).PlaceOrderControls)

/**
 * The shop's one button: what it does and what it costs. Above it stands why the last try came back, or a changed total that has
 * to be accepted. A method with a button of its own has it here, in the same place. Renders a `<div>` with `data-phase`.
 */
export function PlaceOrderButton(props: PlaceOrderButtonProps): ReactNode {
  const { onOrder, beforeSubmit, className, style, ...options } = props
  const { checkout, words } = useCheckoutContext('<PlaceOrderButton>')
  const phase = useStoreState(checkout.attempt, (attempt) => attempt.phase)
  // Here and not with the drawn parts: an express button may be pressed before those have come.
  useOrderCheck(beforeSubmit)
  return (
    <div
      className={className ? `payloom payloom-place ${className}` : 'payloom payloom-place'}
      style={style}
      data-phase={phase}
    >
      <LazyPart
        loader={controlsLoader}
        props={{ options, onOrder }}
        isReady={words.isReady}
        placeholder={<div className="payloom-button" data-state="loading" aria-hidden="true" />}
      />
    </div>
  )
}
