import { usePaymentMethod } from '@payloom/react'
import type { ReactNode } from 'react'
import type { Cart } from '../../wire/cart.ts'
import { Totals } from './Totals.tsx'

/** What an order comes to, with what the chosen way to pay costs on top. */
export function OrderSums({
  subtotal,
  shipping,
  total,
}: Pick<Cart, 'subtotal' | 'shipping' | 'total'>): ReactNode {
  const { method } = usePaymentMethod()
  const surcharge = method?.surcharge && { title: method.title, amount: method.surcharge.amount }
  return (
    <Totals
      subtotal={subtotal}
      shipping={shipping}
      surcharge={surcharge}
      total={surcharge ? (method.total ?? total) : total}
    />
  )
}
