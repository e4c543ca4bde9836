'use client'

import type { ReactNode } from 'react'
import type { PaymentMethodsView } from '../hooks/usePaymentMethods.ts'
import { MethodListEmpty } from './MethodListEmpty.tsx'
import { MethodListError } from './MethodListError.tsx'
import { PaymentMethodList } from './PaymentMethodList.tsx'

/** Props of {@link PaymentMethodChoice}. */
export interface PaymentMethodChoiceProps {
  list: PaymentMethodsView
  legend: ReactNode
  onRetry(): void
}

/** The list as it stands: the ways to pay, why there are none, or why it did not come. */
export function PaymentMethodChoice({ list, legend, onRetry }: PaymentMethodChoiceProps): ReactNode {
  if (list.status === 'error') return <MethodListError list={list} onRetry={onRetry} />
  if (list.status !== 'ready') return null
  return list.methods.length === 0 ? (
    <MethodListEmpty list={list} />
  ) : (
    <PaymentMethodList list={list} legend={legend} />
  )
}
