'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { useSelectorContext } from './SelectorContext.ts'

/** Props of {@link SelectorGroup}. */
export interface SelectorGroupProps extends PartProps {
  /** The list's heading. @default a message that only screen readers read */
  legend?: ReactNode
  children?: ReactNode
}

/** The radio group around the lists, once there is something to choose. A `<fieldset>` with `data-busy` while the choice holds. */
export function SelectorGroup({ legend, children, ...part }: SelectorGroupProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const { state, isHeld } = useSelectorContext('Group')
  if (state !== 'ready') return null
  const content = (
    <>
      <legend className={legend ? 'payloom-legend' : 'payloom-unseen'}>
        {legend ?? words.text('list.label')}
      </legend>
      {children}
    </>
  )
  return drawPart('fieldset', { className: 'payloom-group', children: content }, part, { busy: isHeld })
}
