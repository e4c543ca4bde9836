import type { RestoreStores } from './restoreCart.ts'

/**
 * Takes what was bought under a payment out of its visitor's cart, once, and gives a cart that was paid by it a new one. What came
 * into the cart since it was ordered is another purchase.
 */
export function takeBought({ sessions, orders, carts }: RestoreStores, paymentId: string): void {
  const owner = sessions.findByPayment(paymentId)
  // Given back, and paid all the same: nobody is to buy it twice, under whatever payment the cart is by now.
  const session = owner ?? sessions.findByRestored(paymentId)
  if (!session) return
  const bought = new Map(orders.findByPayment(paymentId)?.order.lines.map((line) => [line.productId, line]))
  for (const { productId, quantity } of carts.lines(session.id)) {
    carts.setQuantity(session.id, productId, Math.max(0, quantity - (bought.get(productId)?.quantity ?? 0)))
  }
  sessions.saveRestored(session.id, null)
  if (!owner) return
  sessions.renewPayment(session.id)
  sessions.saveShippingOption(session.id, 'standard')
}
