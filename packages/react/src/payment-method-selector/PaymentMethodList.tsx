'use client'

import type { SubmitReason } from '@payloom/core'
import { type ReactNode, useId } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import type { PaymentMethodsView } from '../hooks/usePaymentMethods.ts'
import { PaymentMethodPanel } from './PaymentMethodPanel.tsx'
import { PaymentMethodRow } from './PaymentMethodRow.tsx'

/** Props of {@link PaymentMethodList}. */
export interface PaymentMethodListProps {
  list: PaymentMethodsView
  legend: ReactNode
}

/** The radio group. Native radios: arrows move the choice, and only the chosen one is in the tab order. */
export function PaymentMethodList({ list, legend }: PaymentMethodListProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<PaymentMethodSelector>')
  const isBusy = useStoreState(checkout.submit, ({ reasons }) => isHeld(reasons))
  const group = useId()
  if (list.status !== 'ready') return null
  const { methods, selected, select, warm } = list
  return (
    <fieldset className="payloom-group" data-busy={isBusy || undefined}>
      <legend className={legend ? 'payloom-legend' : 'payloom-unseen'}>
        {legend ?? words.text('list.label')}
      </legend>
      <div className="payloom-list">
        {methods.map((method) => {
          const isSelected = selected?.provider === method.provider && selected.method === method.method
          const id = `${group}-${method.provider}-${method.method}`
          return (
            <div
              key={`${method.provider}/${method.method}`}
              className="payloom-method"
              data-provider={method.provider}
              data-method={method.method}
              data-selected={isSelected || undefined}
            >
              <PaymentMethodRow
                id={id}
                group={group}
                method={method}
                isSelected={isSelected}
                isDisabled={isBusy}
                onSelect={() => select(method)}
                onIntent={() => warm(method)}
              />
              {isSelected && <PaymentMethodPanel titleId={`${id}-title`} />}
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}

/** While an order is under way, and once it stands, the choice holds. */
function isHeld(reasons: readonly SubmitReason[]): boolean {
  return reasons.includes('busy') || reasons.includes('done')
}
