'use client'

import { type ReactNode, useEffect, useId } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useTerms } from '../hooks/useTerms.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'

/** Props of {@link StoreCheckbox}. */
export interface StoreCheckboxProps extends PartProps {
  /** @default "Save this payment method for next time" */
  children?: ReactNode
}

/**
 * Lets the customer keep the chosen method for next time. Renders a `<div>` with `data-wanted`; nothing where the method cannot be
 * kept, for a guest for instance.
 */
export function StoreCheckbox({ children, ...part }: StoreCheckboxProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<StoreCheckbox>')
  const { canStore, store, setStore } = useTerms()
  const id = useId()
  // What is not shown is not wanted: another method is asked for anew.
  useEffect(() => {
    if (canStore) return () => checkout.setStore(false)
    return undefined
  }, [checkout, canStore])
  if (!canStore || !words.isReady) return null
  const content = (
    <label className="payloom-check-row" htmlFor={id}>
      <input
        id={id}
        className="payloom-checkbox"
        type="checkbox"
        checked={store}
        onChange={(event) => setStore(event.target.checked)}
      />
      <span>{children ?? words.text('store.label')}</span>
    </label>
  )
  return drawPart('div', { className: 'payloom payloom-check', children: content }, part, { wanted: store })
}
