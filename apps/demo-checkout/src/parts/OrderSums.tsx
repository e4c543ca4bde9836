import { usePaymentMethods, useSelectedMethod } from '@payloom/react'
import type { ReactNode } from 'react'
import type { Cart } from '../../wire/cart.ts'
import { Totals } from './Totals.tsx'

/** What an order comes to: with what the chosen way to pay costs on top, and what is paid of it already. */
export function OrderSums({
  subtotal,
  shipping,
  total,
}: Pick<Cart, 'subtotal' | 'shipping' | 'total'>): ReactNode {
  const list = usePaymentMethods()
  const payment = list.status === 'ready' ? list.payment : undefined
  const method = useSelectedMethod()?.method
  const surcharge = method?.surcharge && { title: method.title, amount: method.surcharge.amount }
  const parts = payment?.parts ?? []
  const due = surcharge ? method.total : parts.length > 0 ? payment?.due : undefined
  return (
    <Totals
      subtotal={subtotal}
      shipping={shipping}
      surcharge={surcharge}
      parts={parts}
      total={due ?? total}
    />
  )
}
