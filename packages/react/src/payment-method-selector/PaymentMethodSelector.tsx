'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { type PaymentMethodsView, usePaymentMethods } from '../hooks/usePaymentMethods.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import { MethodListSkeleton } from './MethodListSkeleton.tsx'

/** Props of {@link PaymentMethodSelector}. */
export interface PaymentMethodSelectorProps {
  /** The list's heading. @default a message that only screen readers read */
  legend?: ReactNode
  /** Rows of the skeleton while the list loads; as many as you expect keep the page still. @default 3 */
  skeletonRows?: number | undefined
  className?: string | undefined
}

const choiceLoader = createPartLoader(async () => (await import('../drawnParts.ts')).PaymentMethodChoice)

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
      <LazyPart
        loader={choiceLoader}
        props={{ list, legend, onRetry }}
        isReady={state !== 'loading'}
        placeholder={<MethodListSkeleton rows={skeletonRows} />}
      />
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
