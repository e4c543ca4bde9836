import { createHash } from 'node:crypto'
import type { Address } from '@payloom/core/contract'
import type { Orders, Payable } from '@payloom/server'
import type { Cart } from '../../wire/cart.ts'
import type { ShopContact } from '../../wire/contact.ts'
import type { Shop } from '../shop.ts'

/** What the payment service asks of the shop. The order is made before the money moves. */
export function createOrders(shop: Shop): Orders {
  return {
    when: 'before-payment',
    async resolve(subject, { paymentId }) {
      const stored = shop.orders.findByPayment(paymentId)
      const session = shop.sessions.findByPayment(paymentId)
      const orderId = stored?.order.orderId
      if (session?.id === subject) {
        const { customerId } = session
        return payableOf({ paymentId, cart: shop.priced(session), orderId, customerId })
      }
      if (stored?.sessionId !== subject) return null
      const customerId = shop.sessions.find(subject)?.customerId
      return payableOf({ paymentId, cart: stored.order, orderId, customerId })
    },
    async place({ paymentId }) {
      const session = shop.sessions.findByPayment(paymentId)
      if (session) return { orderId: shop.orders.place(session.id, paymentId, shop.priced(session)).orderId }
      const stored = shop.orders.findByPayment(paymentId)
      if (!stored) throw new Error(`orders.place: the payment ${paymentId} has neither a cart nor an order.`)
      return { orderId: stored.order.orderId }
    },
  }
}

type PricedCart = Pick<Cart, 'lines' | 'shipping' | 'total' | 'contact'>

interface Purchase {
  paymentId: string
  cart: PricedCart
  orderId: string | undefined
  customerId: string | undefined
}

function payableOf({ paymentId, cart, orderId, customerId }: Purchase): Payable {
  const { lines, shipping, total, contact } = cart
  const address = addressOf(contact)
  return {
    paymentId,
    version: versionOf(cart),
    total,
    currency: total.currency,
    country: contact.country,
    email: contact.email,
    locale: 'en',
    billingAddress: address,
    shippingAddress: address,
    items: [
      ...lines.map(({ productId, name, quantity, price }) => ({ id: productId, name, quantity, price })),
      { id: 'shipping', name: 'Shipping', quantity: 1, price: shipping },
    ].filter(({ id, price }) => id !== 'shipping' || price.value > 0),
    ...(orderId === undefined ? {} : { orderId }),
    ...(customerId === undefined ? {} : { customerId }),
  }
}

/** Changes with whatever changes the price. */
function versionOf({ lines, shipping, total, contact }: PricedCart): string {
  const parts = lines.map(({ productId, quantity, total: { value } }) => [productId, quantity, value])
  const text = JSON.stringify([parts, shipping.value, total.value, total.currency, contact.country])
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

function addressOf({ name, line1, postalCode, city, country }: ShopContact): Address {
  return { name, line1, postalCode, city, country }
}
