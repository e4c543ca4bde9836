'use client'

import { useEffect, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'

/** What {@link useConsent} returns. */
export interface ConsentView {
  /** Whether the shopper agreed. */
  isGiven: boolean
  /** The shopper tried to order without it. */
  isMissing: boolean
  /** Gives or withdraws it. */
  give(isGiven: boolean): void
}

/** Options of {@link useConsent}. */
export interface ConsentOptions {
  /** Whether no order is sent without it. @default true */
  isRequired?: boolean | undefined
}

/** Asks the shopper to agree to something, as long as it is shown; the answer is sent with the order by its name. */
export function useConsent(name: string, { isRequired = true }: ConsentOptions = {}): ConsentView {
  const { checkout } = useCheckoutContext('useConsent')
  const [isGiven, give] = useState(false)
  useEffect(() => {
    checkout.setConsent(name, { given: isGiven, isRequired })
  }, [checkout, name, isGiven, isRequired])
  useEffect(() => () => checkout.setConsent(name, undefined), [checkout, name])
  const isAsked = useStoreState(checkout.terms, (terms) => terms.isAsked)
  return { isGiven, isMissing: isAsked && isRequired && !isGiven, give }
}
