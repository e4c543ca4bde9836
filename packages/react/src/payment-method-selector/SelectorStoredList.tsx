'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { RowScope } from './RowScope.tsx'
import { useSelectorContext } from './SelectorContext.ts'
import { SelectorItem } from './SelectorItem.tsx'

/** Props of {@link SelectorStoredList}. */
export interface SelectorStoredListProps extends PartProps {
  /** Drawn once for every stored method. @default an `Item` */
  children?: ReactNode
}

/** What the customer stored and can pay with now. A `<div>` of rows; nothing where there are none. */
export function SelectorStoredList({
  children = <SelectorItem />,
  ...part
}: SelectorStoredListProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const { list, state } = useSelectorContext('StoredList')
  if (state !== 'ready' || list.status !== 'ready' || list.stored.length === 0) return null
  const { methods } = list
  const rows = list.stored.map((stored) => {
    const { provider, method } = stored
    const row = methods.find((one) => one.provider === provider && one.method === method)
    return (
      <RowScope key={stored.id} method={row} stored={stored}>
        {children}
      </RowScope>
    )
  })
  const attributes = { role: 'group', 'aria-label': words.text('list.stored') }
  return drawPart('div', { ...attributes, className: 'payloom-list payloom-stored', children: rows }, part)
}
