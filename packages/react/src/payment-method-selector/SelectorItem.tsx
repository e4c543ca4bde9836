'use client'

import type { ReactNode } from 'react'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { useRowContext } from './RowContext.ts'
import { SelectorPanel } from './SelectorPanel.tsx'
import { SelectorRow } from './SelectorRow.tsx'

/** Props of {@link SelectorItem}. */
export interface SelectorItemProps extends PartProps {
  /** @default a `Row` and its `Panel` */
  children?: ReactNode
}

/** One way to pay: its row and, once chosen, its panel. A `<div>` with `data-provider`, `data-method`, `data-stored`, `data-selected`. */
export function SelectorItem({ children, ...part }: SelectorItemProps): ReactNode {
  const { method, stored, isSelected } = useRowContext('Item')
  const ref = stored ?? method
  const content = children ?? (
    <>
      <SelectorRow />
      <SelectorPanel />
    </>
  )
  const state = { provider: ref?.provider, method: ref?.method, stored: stored?.id, selected: isSelected }
  return drawPart('div', { className: 'payloom-method', children: content }, part, state)
}
