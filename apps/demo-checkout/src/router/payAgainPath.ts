import type { OpenedOrder } from '../../wire/order.ts'

/** Where an order that is not paid is paid: in the checkout while it is in the cart, on a page of its own after that. */
export function payAgainPath({ orderId, isInCart }: Pick<OpenedOrder, 'orderId' | 'isInCart'>): string {
  return isInCart ? '/checkout' : `/orders/${orderId}/pay`
}
