'use client'

import type { ReactNode } from 'react'
import { SelectorGroup } from './SelectorGroup.tsx'
import { SelectorList } from './SelectorList.tsx'
import { SelectorMessage } from './SelectorMessage.tsx'
import { SelectorPaidParts } from './SelectorPaidParts.tsx'
import { SelectorScope } from './SelectorScope.tsx'
import { SelectorStoredList } from './SelectorStoredList.tsx'

/** Props of {@link PaymentMethodChoice}. */
export interface PaymentMethodChoiceProps {
  legend: ReactNode
  skeletonRows: number
}

/** The parts put together: what is paid already, what the customer stored, the other ways to pay. */
export function PaymentMethodChoice({ legend, skeletonRows }: PaymentMethodChoiceProps): ReactNode {
  return (
    <SelectorScope skeletonRows={skeletonRows}>
      {() => (
        <>
          <SelectorMessage />
          <SelectorPaidParts />
          <SelectorGroup legend={legend}>
            <SelectorStoredList />
            <SelectorList />
          </SelectorGroup>
        </>
      )}
    </SelectorScope>
  )
}
