'use client'

import type { Checkout, ResumeOutcome } from '@payloom/core'
import type { PaymentErrorData, PaymentResult } from '@payloom/core/contract'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { takeReturnToken } from './takeReturnToken.ts'

/** What a shopper came back to. */
export type ReturnView =
  /** Nobody came back here. */
  | { status: 'none' }
  | { status: 'resuming' }
  | {
      status: 'ready'
      paymentId: string
      /** The shop's order, once there is one. */
      orderId: string | undefined
      /** Absent while the outcome is not known: the payment's status will tell. */
      result: PaymentResult | undefined
    }
  | {
      status: 'error'
      error: PaymentErrorData
      /** Asks again what became of it. */
      retry(): void
    }

/** The token of each checkout's return: the part that reads it first takes it from the address, and others ask for the same. */
const tokenOf = new WeakMap<Checkout, string>()

// On the server there is no address bar, and React 18 warns of layout effects there.
const useFirstEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * Reads what became of a payment after the shopper came back from a company's page: once, and before anything else it takes the token
 * out of the address bar. After a reload it finds the payment again by what this tab remembers.
 */
export function useReturn(): ReturnView {
  const { checkout } = useCheckoutContext('useReturn')
  const token = useRef<string>(undefined)
  const [tries, setTries] = useState(0)
  const [told, setTold] = useState<{ outcome: ResumeOutcome; checkout: Checkout; tries: number }>()
  useFirstEffect(() => {
    // StrictMode runs this twice; the second time the address bar holds no token any more.
    token.current = takeReturnToken(window) ?? token.current ?? tokenOf.get(checkout)
    if (token.current) tokenOf.set(checkout, token.current)
    let isCurrent = true
    void checkout.resume(token.current).then((outcome) => isCurrent && setTold({ outcome, checkout, tries }))
    return () => {
      isCurrent = false
    }
  }, [checkout, tries])
  if (told?.tries !== tries || told.checkout !== checkout) return { status: 'resuming' }
  return viewOf(told.outcome, () => setTries(tries + 1))
}

function viewOf(outcome: ResumeOutcome, retry: () => void): ReturnView {
  switch (outcome.kind) {
    case 'none':
      return { status: 'none' }
    case 'unknown':
      return { status: 'ready', paymentId: outcome.paymentId, orderId: undefined, result: undefined }
    case 'error':
      return { status: 'error', error: outcome.error, retry }
    case 'result': {
      const { result } = outcome
      const orderId = result.orderId ?? result.state.orderId
      return { status: 'ready', paymentId: result.paymentId, orderId, result }
    }
  }
}
