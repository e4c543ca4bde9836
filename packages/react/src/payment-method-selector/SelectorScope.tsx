'use client'

import type { SubmitReason } from '@payloom/core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { type PaymentMethodsView, usePaymentMethods } from '../hooks/usePaymentMethods.ts'
import { SelectorContext, type SelectorState } from './SelectorContext.ts'

/** Props of {@link SelectorScope}. */
export interface SelectorScopeProps {
  skeletonRows: number
  /** Given what the list comes to. */
  children(state: SelectorState): ReactNode
}

/** Gives the parts below it the list that they draw. */
export function SelectorScope({ skeletonRows, children }: SelectorScopeProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<PaymentMethodSelector>')
  const list = usePaymentMethods()
  const isHeld = useStoreState(checkout.submit, ({ reasons }) => isHolding(reasons))
  const group = useId()
  const retryId = `${group}-retry`
  // Without words there is nothing to read yet: the skeleton stays until both have come.
  const state = words.isReady ? stateOf(list) : 'loading'
  const onRetry = useListFocus({ group, retryId, state, refetch: list.refetch })
  return (
    <SelectorContext.Provider value={{ list, state, group, isHeld, skeletonRows, retryId, onRetry }}>
      {children(state)}
    </SelectorContext.Provider>
  )
}

function stateOf(list: PaymentMethodsView): SelectorState {
  if (list.status !== 'ready') return list.status
  return list.methods.length + list.stored.length === 0 ? 'empty' : 'ready'
}

function isHolding(reasons: readonly SubmitReason[]): boolean {
  return reasons.includes('busy') || reasons.includes('done')
}

interface ListFocus {
  group: string
  retryId: string
  state: SelectorState
  refetch(): Promise<void>
}

/** Lets the button send the focus here, and keeps it here when a retry button goes away under it. @returns the retry. */
function useListFocus({ group, retryId, state, refetch }: ListFocus): () => void {
  const { listFocus } = useCheckoutContext('<PaymentMethodSelector>')
  const retried = useRef(false)
  useEffect(() => {
    const find = (selector: string) => document.querySelector<HTMLElement>(selector)
    const radio = `input[name="${group}"]:enabled`
    const focusList = () => (find(`${radio}:checked`) ?? find(`${radio}, [id="${retryId}"]`))?.focus()
    if (retried.current && state !== 'loading') {
      retried.current = false
      focusList()
    }
    listFocus.current = focusList
    return () => {
      listFocus.current = undefined
    }
  }, [listFocus, group, retryId, state])
  return () => {
    retried.current = true
    void refetch()
  }
}
