import { createHash } from 'node:crypto'
import type { Address } from '@payloom/core/contract'
import type { Customer, Orders, Payable } from '@payloom/server'
import type { Cart } from '../../wire/cart.ts'
import type { ShopContact } from '../../wire/contact.ts'
import { findMarket, markets } from '../catalogue/market.ts'
import type { Log } from '../log.ts'
import type { Session } from '../session/sessionStore.ts'
import type { Shop } from '../shop.ts'
import { contactOf, placeIssues, quoteDelivery } from './quoteDelivery.ts'

/** What the payment service asks of the shop. The order is made before the money moves. */
export function createOrders(shop: Shop, log: Log): Orders {
  const cartPayable = (session: Session): Payable => {
    const { paymentId, customerId } = session
    const orderId = shop.orders.findByPayment(paymentId)?.order.orderId
    return payableOf({ paymentId, cart: shop.priced(session), orderId, customerId })
  }
  return {
    when: 'before-payment',
    async resolve(subject, { paymentId }) {
      const session = shop.sessions.findByPayment(paymentId)
      if (session?.id === subject) return cartPayable(session)
      const stored = shop.orders.findByPayment(paymentId)
      if (stored?.sessionId !== subject) return null
      const customerId = shop.sessions.find(subject)?.customerId
      return payableOf({ paymentId, cart: stored.order, orderId: stored.order.orderId, customerId })
    },
    async quote(payable, change) {
      const session = shop.sessions.findByPayment(payable.paymentId)
      // An order that has left its cart is sent as it was ordered.
      if (!session) return { payable, lineItems: [], shippingOptions: [], errors: [] }
      const { lineItems, shippingOptions, errors } = quoteDelivery(shop, session, change)
      const changed = shop.sessions.find(session.id) ?? session
      return { payable: cartPayable(changed), lineItems, shippingOptions, errors }
    },
    async place({ paymentId, country }, { contact }) {
      const session = shop.sessions.findByPayment(paymentId)
      if (session) {
        const address = contact?.shippingAddress
        const issues = address ? placeIssues(session, address, country) : []
        if (issues.length > 0) return { issues }
        const email = contact?.email ? { email: contact.email } : {}
        return {
          orderId: shop.placeOrder(session, { ...(address ? contactOf(address) : {}), ...email }).orderId,
        }
      }
      const stored = shop.orders.findByPayment(paymentId)
      if (!stored) throw new Error(`orders.place: the payment ${paymentId} has neither a cart nor an order.`)
      return { orderId: stored.order.orderId }
    },
    async restoreCart({ paymentId, status }) {
      if (shop.restore(paymentId)) log({ event: 'cart-restored', status })
    },
    customer: async (subject) => customerOf(shop.sessions.find(subject)),
  }
}

function customerOf(session: Session | undefined): Customer | null {
  if (session?.customerId === undefined) return null
  const { contact } = session
  const { currency } = findMarket(contact.country) ?? markets[0]
  const { country, email } = contact
  return { currency, country, email, locale: 'en', billingAddress: addressOf(contact) }
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
