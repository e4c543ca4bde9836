'use client'

import type { Checkout, PanelState, PaymentError } from '@payloom/core'
import type { Method } from '@payloom/core/contract'
import { useMemo } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { createJoinedStore } from '../context/createJoinedStore.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { usePaymentMethods } from './usePaymentMethods.ts'

/** One method with an express button of its own. */
export interface ExpressMethod {
  /** As the list shows it. */
  method: Method
  /** Whether its button loads, is drawn, or failed. */
  panel: PanelState
  /** `ref` of an empty element: its button is drawn there, so give it no children. */
  ref(element: HTMLElement | null): void
}

/** The express methods: loading, failed, or ready (and perhaps none). */
export type ExpressMethodsState =
  | { status: 'loading' }
  | { status: 'error'; error: PaymentError }
  | { status: 'ready'; methods: readonly ExpressMethod[] }

/** The methods of the list that can be paid with by one press, with a button of their own. */
export function useExpressMethods(): ExpressMethodsState {
  const { checkout } = useCheckoutContext('useExpressMethods')
  const list = usePaymentMethods()
  const offered = list.status === 'ready' ? list.methods : none
  const methods = useMemo(
    () => offered.filter((method) => checkout.express.isExpress(method)),
    [checkout, offered],
  )
  const panels = useMemo(
    () => createJoinedStore(methods.map((method) => checkout.express.panel(method))),
    [checkout, methods],
  )
  const states = useStoreState(panels, (state) => state)
  const refs = useMemo(() => createMountRefs(checkout), [checkout])
  if (list.status === 'error') return { status: 'error', error: list.error }
  if (list.status === 'loading') return { status: 'loading' }
  return {
    status: 'ready',
    methods: methods.map((method, index) => ({
      method,
      panel: states[index] ?? { status: 'none' },
      ref: refs(method),
    })),
  }
}

const none: readonly Method[] = []

/** One `ref` per method, the same at every render: React would take the button out and put it in again otherwise. */
function createMountRefs({ express }: Checkout): (method: Method) => ExpressMethod['ref'] {
  const refs = new Map<string, ExpressMethod['ref']>()
  const createRef = (method: Method): ExpressMethod['ref'] => {
    let unmount: (() => void) | undefined
    return (element) => {
      unmount?.()
      unmount = element ? express.mount(method, element) : undefined
    }
  }
  return (method) => {
    const key = `${method.provider}/${method.method}`
    const ref = refs.get(key) ?? createRef(method)
    refs.set(key, ref)
    return ref
  }
}
