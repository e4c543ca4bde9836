'use client'

import type { ReactNode } from 'react'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { SelectorScope } from './SelectorScope.tsx'

/** Props of {@link SelectorRoot}. */
export interface SelectorRootProps extends PartProps {
  /** Rows of the skeleton while the list loads. @default 3 */
  skeletonRows?: number | undefined
  children?: ReactNode
}

/** Holds the parts of one selector. A `<div>` with `data-state`: `loading`, `ready`, `empty`, `error`. */
export function SelectorRoot({ skeletonRows = 3, children, ...part }: SelectorRootProps): ReactNode {
  return (
    <SelectorScope skeletonRows={skeletonRows}>
      {(state) => drawPart('div', { className: 'payloom payloom-methods', children }, part, { state })}
    </SelectorScope>
  )
}
