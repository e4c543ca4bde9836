'use client'

import { formatMoney } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { useRowContext } from './RowContext.ts'

/** What a way to pay costs on top, if anything. A `<bdi>` that describes the row's radio. */
export function SelectorSurcharge(part: PartProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const { id, method } = useRowContext('Surcharge')
  const money = method?.surcharge?.amount
  if (!money || money.value === 0) return null
  const amount = formatMoney(money, words.locale)
  const children = money.value > 0 ? words.text('list.surcharge', { amount }) : amount
  const attributes = { id: `${id}-surcharge`, translate: 'no' as const }
  return drawPart('bdi', { ...attributes, className: 'payloom-surcharge', children }, part)
}
