'use client'

import type { ReactNode } from 'react'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { useRowContext } from './RowContext.ts'
import { SelectorDescription } from './SelectorDescription.tsx'
import { SelectorIcon } from './SelectorIcon.tsx'
import { SelectorRadio } from './SelectorRadio.tsx'
import { SelectorSurcharge } from './SelectorSurcharge.tsx'
import { SelectorTitle } from './SelectorTitle.tsx'

/** Props of {@link SelectorRow}. */
export interface SelectorRowProps extends PartProps {
  /** @default `Radio`, `Title`, `Description`, `Surcharge`, `Icon` */
  children?: ReactNode
}

/** What can be pressed to choose a way to pay. A `<label>`. */
export function SelectorRow({ children, ...part }: SelectorRowProps): ReactNode {
  const { id, warm } = useRowContext('Row')
  const content = children ?? (
    <>
      <SelectorRadio />
      <span className="payloom-row-text">
        <SelectorTitle />
        <SelectorDescription />
      </span>
      <SelectorSurcharge />
      <SelectorIcon />
    </>
  )
  const attributes = { htmlFor: id, onPointerEnter: warm }
  return drawPart('label', { ...attributes, className: 'payloom-row', children: content }, part)
}
