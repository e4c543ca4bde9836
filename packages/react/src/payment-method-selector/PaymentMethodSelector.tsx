'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { type PaymentMethodsView, usePaymentMethods } from '../hooks/usePaymentMethods.ts'
import { MethodListEmpty } from './MethodListEmpty.tsx'
import { MethodListError } from './MethodListError.tsx'
import { MethodListSkeleton } from './MethodListSkeleton.tsx'
import { PaymentMethodList } from './PaymentMethodList.tsx'

/** Props of {@link PaymentMethodSelector}. */
export interface PaymentMethodSelectorProps {
  /** The list's heading. @default a message that only screen readers read */
  legend?: ReactNode
  /** Rows of the skeleton while the list loads; as many as you expect keep the page still. @default 3 */
  skeletonRows?: number | undefined
  className?: string | undefined
}

/**
 * The ways to pay: a radio group, with the chosen method's panel open below its row. Renders a `<div>` with `data-state`
 * (`loading`, `ready`, `empty`, `error`).
 */
export function PaymentMethodSelector(props: PaymentMethodSelectorProps): ReactNode {
  const { legend, skeletonRows = 3, className } = props
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const list = usePaymentMethods()
  const root = useRef<HTMLDivElement>(null)
  // Without words there is nothing to read yet: the skeleton stays until both have come.
  const state = words.isReady ? stateOf(list) : 'loading'
  const onRetry = useListFocus(root, state, list.refetch)
  return (
    <div
      ref={root}
      className={className ? `payloom payloom-methods ${className}` : 'payloom payloom-methods'}
      data-state={state}
    >
      {state === 'loading' && <MethodListSkeleton rows={skeletonRows} />}
      {state === 'error' && <MethodListError list={list} onRetry={onRetry} />}
      {state === 'empty' && <MethodListEmpty list={list} />}
      {state === 'ready' && <PaymentMethodList list={list} legend={legend} />}
    </div>
  )
}

function stateOf(list: PaymentMethodsView): 'loading' | 'ready' | 'empty' | 'error' {
  return list.status === 'ready' && list.methods.length === 0 ? 'empty' : list.status
}

/** Lets the button send the focus here, and keeps it here when a retry button goes away under it. @returns the retry. */
function useListFocus(root: { current: HTMLElement | null }, state: string, refetch: () => Promise<void>) {
  const { listFocus } = useCheckoutContext('<PaymentMethodSelector>')
  const retried = useRef(false)
  useEffect(() => {
    const focusFirst = () => root.current?.querySelector<HTMLElement>('input:enabled, button')?.focus()
    if (retried.current && state !== 'loading') {
      retried.current = false
      focusFirst()
    }
    listFocus.current = focusFirst
    return () => {
      listFocus.current = undefined
    }
  }, [listFocus, root, state])
  return () => {
    retried.current = true
    void refetch()
  }
}
