'use client'

import type { PanelState } from '@payloom/core'
import type { Method, Money } from '@payloom/core/contract'
import { useEffect, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'

/** What {@link usePaymentMethod} returns. */
export interface SelectedPaymentMethod {
  /** The chosen method's row of the newest list; `undefined` while none is chosen. */
  method: Method | undefined
  /** What the shopper pays by it, its surcharge included; without a choice what is left to pay. */
  total: Money | undefined
  /** Whether its panel loads, is drawn, or failed. */
  panel: PanelState
  /** `ref` of an empty element: it becomes the provider's own, so give it no children. */
  panelRef: (element: HTMLElement | null) => void
  /** Tries a failed panel again. */
  retry(): void
}

/** The chosen method and the place where its provider draws. */
export function usePaymentMethod(): SelectedPaymentMethod {
  const { checkout } = useCheckoutContext('usePaymentMethod')
  const { method, due, total, panel } = useStoreState(checkout.selection, (selection) => selection)
  const [slot, panelRef] = useState<HTMLElement | null>(null)
  useEffect(() => (slot ? checkout.mountPanel(slot) : undefined), [checkout, slot])
  return { method, total: method?.total ?? due ?? total, panel, panelRef, retry: () => checkout.retryPanel() }
}
