'use client'

import type { OrderCheck } from '@payloom/core'
import { useEffect, useRef } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Has every order ask a check while it is shown, whichever button places it. */
export function useOrderCheck(check: OrderCheck | undefined): void {
  const { checkout } = useCheckoutContext('usePlaceOrder')
  const newest = useRef(check)
  useEffect(() => {
    newest.current = check
  }, [check])
  useEffect(() => checkout.addCheck(() => newest.current?.()), [checkout])
}
