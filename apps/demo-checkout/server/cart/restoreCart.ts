import { isSameMoney } from '@payloom/core/contract'
import { findMarket } from '../catalogue/market.ts'
import type { OrderStore } from '../order/orderStore.ts'
import type { SessionStore } from '../session/sessionStore.ts'
import type { CartStore } from './cartStore.ts'
import { shippingOptions } from './shippingOptions.ts'

/** What a cart is restored from, and into. */
export interface RestoreStores {
  sessions: SessionStore
  orders: OrderStore
  carts: CartStore
}

/** Puts what an order holds back into its visitor's cart, with its payment, unless there is something in it. @returns whether it did. */
export function restoreCart({ sessions, orders, carts }: RestoreStores, paymentId: string): boolean {
  const stored = orders.findByPayment(paymentId)
  const session = stored && sessions.find(stored.sessionId)
  if (!session || session.paymentId === paymentId || carts.lines(session.id).length > 0) return false
  const { lines, shipping, total } = stored.order
  for (const { productId, quantity } of lines) carts.setQuantity(session.id, productId, quantity)
  sessions.saveRestored(session.id, paymentId)
  const { country } = session.contact
  const option = shippingOptions(country).find(({ amount }) => isSameMoney(amount, shipping))
  if (option) sessions.saveShippingOption(session.id, option.id)
  // One payment, one currency.
  if (findMarket(country)?.currency === total.currency) sessions.takePayment(session.id, paymentId)
  return true
}
