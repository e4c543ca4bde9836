import type { OrderStore } from '../order/orderStore.ts'
import type { CartStore } from './cartStore.ts'

/** Takes what the order of a payment holds out of a cart. What came into the cart since it was ordered is another purchase. */
export function takeBought(
  { orders, carts }: { orders: OrderStore; carts: CartStore },
  sessionId: string,
  paymentId: string,
): void {
  const bought = new Map(orders.findByPayment(paymentId)?.order.lines.map((line) => [line.productId, line]))
  for (const { productId, quantity } of carts.lines(sessionId)) {
    carts.setQuantity(sessionId, productId, Math.max(0, quantity - (bought.get(productId)?.quantity ?? 0)))
  }
}
