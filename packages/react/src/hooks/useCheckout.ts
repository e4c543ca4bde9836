'use client'

import type { Checkout } from '@payloom/core'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/**
 * The checkout of the nearest `CheckoutProvider`.
 *
 * @throws Error without a provider above.
 */
export function useCheckout(): Checkout {
  return useCheckoutContext('useCheckout').checkout
}
