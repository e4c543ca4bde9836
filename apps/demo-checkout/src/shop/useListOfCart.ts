import { usePaymentMethods } from '@payloom/react'
import { useEffect, useRef } from 'react'
import type { Cart } from '../../wire/cart.ts'

/** Asks for the ways to pay anew whenever the cart is another one: its totals, and the amount in fields that are open. */
export function useListOfCart({ lines, shipping, total, contact }: Cart): void {
  const { refetch } = usePaymentMethods()
  const pieces = lines.map(({ productId, quantity }) => [productId, quantity])
  const key = JSON.stringify([pieces, shipping, total, contact.country])
  const asked = useRef(key)
  useEffect(() => {
    if (asked.current === key) return
    asked.current = key
    void refetch()
  }, [key, refetch])
}
