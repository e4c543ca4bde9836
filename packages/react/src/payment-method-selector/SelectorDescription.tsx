'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { useRowContext } from './RowContext.ts'

/** Props of {@link SelectorDescription}. */
export interface SelectorDescriptionProps extends PartProps {
  /** @default the method's description; of a stored card its expiry */
  children?: ReactNode
}

/** What there is to say of a way to pay, if anything. A `<span>` that describes the row's radio. */
export function SelectorDescription({ children, ...part }: SelectorDescriptionProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const { id, method, stored } = useRowContext('Description')
  const expiry = stored?.expiry && words.text('stored.expiry', { expiry: stored.expiry })
  const text = children ?? (stored ? expiry : method?.description)
  if (!text) return null
  const content = typeof text === 'string' ? <bdi>{text}</bdi> : text
  return drawPart(
    'span',
    { id: `${id}-description`, className: 'payloom-description', children: content },
    part,
  )
}
