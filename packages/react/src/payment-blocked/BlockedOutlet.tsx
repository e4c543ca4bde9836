'use client'

import type { PlaceOrderOptions } from '@payloom/core'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { useOnline } from '../hooks/useOnline.ts'
import { usePlaceOrder } from '../hooks/usePlaceOrder.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { importPressedParts } from '../lazy-part/importPressedParts.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import type { PartProps } from '../part/PartProps.ts'

/** Props of {@link BlockedOutlet}. */
export interface BlockedOutletProps {
  options: Pick<PlaceOrderOptions, 'store' | 'consents'>
  part?: PartProps
}

const questionLoader = createPartLoader(async () => (await importPressedParts()).BlockedQuestion)

/** Asks while another payment of the order stands in the way. */
export function BlockedOutlet({ options, part = {} }: BlockedOutletProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<PaymentBlocked>')
  const order = usePlaceOrder(options)
  const selection = useStoreState(checkout.selection, (state) => state)
  const isOnline = useOnline()
  if (order.attempt.phase !== 'blocked') return null
  const { by } = order.attempt
  return (
    <LazyPart
      loader={questionLoader}
      props={{ by, order, selection, words, isOnline, part }}
      isReady={words.isReady}
      placeholder={null}
    />
  )
}
