'use client'

import type { ReactNode } from 'react'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { RowScope } from './RowScope.tsx'
import { useSelectorContext } from './SelectorContext.ts'
import { SelectorItem } from './SelectorItem.tsx'

/** Props of {@link SelectorList}. */
export interface SelectorListProps extends PartProps {
  /** Drawn once for every method. @default an `Item` */
  children?: ReactNode
}

/** The methods that are offered. A `<div>` of rows. */
export function SelectorList({ children = <SelectorItem />, ...part }: SelectorListProps): ReactNode {
  const { list, state } = useSelectorContext('List')
  if (state !== 'ready' || list.status !== 'ready' || list.methods.length === 0) return null
  const rows = list.methods.map((method) => (
    <RowScope key={`${method.provider}/${method.method}`} method={method}>
      {children}
    </RowScope>
  ))
  return drawPart('div', { className: 'payloom-list', children: rows }, part)
}
