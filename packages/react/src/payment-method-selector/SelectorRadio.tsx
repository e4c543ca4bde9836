'use client'

import type { ReactNode } from 'react'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { useRowContext } from './RowContext.ts'
import { useSelectorContext } from './SelectorContext.ts'

/** The radio of a row. Native: arrows move the choice, and only the chosen one is in the tab order. */
export function SelectorRadio(part: PartProps): ReactNode {
  const { group, isHeld } = useSelectorContext('Radio')
  const { id, method, stored, isSelected, select, warm } = useRowContext('Radio')
  const isDescribed = stored ? stored.expiry : method?.description
  const describedBy = [isDescribed && `${id}-description`, method?.surcharge && `${id}-surcharge`].filter(
    Boolean,
  )
  return drawPart(
    'input',
    {
      id,
      className: 'payloom-radio',
      type: 'radio',
      name: group,
      checked: isSelected,
      disabled: isHeld,
      'aria-labelledby': `${id}-title`,
      'aria-describedby': describedBy.join(' ') || undefined,
      onChange: select,
      onFocus: warm,
    },
    part,
  )
}
