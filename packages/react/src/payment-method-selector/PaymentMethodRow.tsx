'use client'

import { formatMoney, type Method } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { MethodIcon } from './MethodIcon.tsx'

/** Props of {@link PaymentMethodRow}. */
export interface PaymentMethodRowProps {
  id: string
  /** The name that the radios of one list share. */
  group: string
  method: Method
  isSelected: boolean
  isDisabled: boolean
  onSelect(): void
  /** The shopper points at the row or focuses its radio. */
  onIntent(): void
}

/** One way to pay: its radio, title, description, surcharge and icon. */
export function PaymentMethodRow(props: PaymentMethodRowProps): ReactNode {
  const { id, group, method, isSelected, isDisabled, onSelect, onIntent } = props
  const surcharge = useSurchargeText(method)
  const described = [method.description && `${id}-description`, surcharge && `${id}-surcharge`].filter(
    Boolean,
  )
  return (
    <label className="payloom-row" htmlFor={id} onPointerEnter={onIntent}>
      <input
        id={id}
        className="payloom-radio"
        type="radio"
        name={group}
        checked={isSelected}
        disabled={isDisabled}
        aria-labelledby={`${id}-title`}
        aria-describedby={described.join(' ') || undefined}
        onChange={onSelect}
        onFocus={onIntent}
      />
      <span className="payloom-row-text">
        <span id={`${id}-title`} className="payloom-title">
          <bdi>{method.title}</bdi>
        </span>
        {method.description && (
          <span id={`${id}-description`} className="payloom-description">
            <bdi>{method.description}</bdi>
          </span>
        )}
      </span>
      {surcharge && (
        <bdi id={`${id}-surcharge`} className="payloom-surcharge" translate="no">
          {surcharge}
        </bdi>
      )}
      {method.icon && <MethodIcon url={method.icon} />}
    </label>
  )
}

function useSurchargeText({ surcharge }: Method): string {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  if (!surcharge || surcharge.amount.value === 0) return ''
  const amount = formatMoney(surcharge.amount, words.locale)
  return surcharge.amount.value > 0 ? words.text('list.surcharge', { amount }) : amount
}
