'use client'

import type { ReactNode } from 'react'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { StoredTitle } from '../stored-methods/StoredTitle.tsx'
import { useRowContext } from './RowContext.ts'

/** Props of {@link SelectorTitle}. */
export interface SelectorTitleProps extends PartProps {
  /** @default the method's title; of a stored card brand and last four digits */
  children?: ReactNode
}

/** The name of a way to pay. A `<span>` that names the row's radio. */
export function SelectorTitle({ children, ...part }: SelectorTitleProps): ReactNode {
  const { id, method, stored } = useRowContext('Title')
  const content = children ?? (stored ? <StoredTitle stored={stored} /> : <bdi>{method?.title}</bdi>)
  return drawPart('span', { id: `${id}-title`, className: 'payloom-title', children: content }, part)
}
