import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { Cart } from '../wire/cart.ts'
import { type ShopContact, shopContactSchema } from '../wire/contact.ts'
import type { Order } from '../wire/order.ts'
import type { ShippingOptionId } from '../wire/shipping.ts'
import { createCartStore } from './cart/cartStore.ts'
import { priceCart } from './cart/priceCart.ts'
import { restoreCart } from './cart/restoreCart.ts'
import { takeBought } from './cart/takeBought.ts'
import { findMarket } from './catalogue/market.ts'
import { createOrderStore, type OrderStore } from './order/orderStore.ts'
import type { PurchaseStanding } from './payments/purchaseStanding.ts'
import { createSessionStore, type Session, type SessionStore } from './session/sessionStore.ts'

/** What a shop does between its pages and its payments. */
export interface Shop {
  readonly sessions: SessionStore
  readonly orders: OrderStore
  /** The cart as it stands, after what was bought has left it. */
  cartOf(session: Session): Promise<Cart>
  setQuantity(session: Session, productId: string, quantity: number): Promise<Cart>
  saveContact(session: Session, contact: ShopContact): Promise<Cart>
  saveShippingOption(session: Session, option: ShippingOptionId): Promise<Cart>
  /** Keeps what a wallet's sheet said of the parcel, so that the order costs what the sheet showed. */
  saveDelivery(session: Session, delivery: Delivery): Cart
  /** The order of the session's cart, the same one at every call, with what a wallet's sheet told of its buyer. */
  placeOrder(session: Session, contact: Partial<ShopContact>): Order
  /** The session, with a fresh payment and without what was bought in its cart when its purchase is done. */
  settle(session: Session): Promise<Session>
  /** Takes what was bought out of the cart of a purchase that is done, and gives it a new payment. */
  release(paymentId: string): void
  /** Puts what an order holds back into its visitor's cart, with its payment, unless there is something in it. @returns whether it did. */
  restore(paymentId: string): boolean
  /** The cart without asking how its payment stands. */
  priced(session: Session): Cart
}

/** What a wallet's sheet says before it is approved: where to, roughly, and how. */
export interface Delivery {
  /** Only the fields that changed. */
  contact: Partial<ShopContact>
  shippingOption?: ShippingOptionId | undefined
}

/** What a shop is made of. */
export interface ShopOptions {
  database: DatabaseSync
  now: () => number
  /** How the purchase in a session's cart stands. */
  standingOf: (session: Session) => Promise<PurchaseStanding>
}

/** Makes the shop over its database. */
export function createShop({ database, now, standingOf }: ShopOptions): Shop {
  const sessions = createSessionStore(database, now)
  const orders = createOrderStore(database, now)
  const carts = createCartStore(database, now)
  const priced = ({ id, contact, shippingOption }: Session): Cart =>
    priceCart(carts.lines(id), contact, shippingOption)

  const release = (paymentId: string): void => takeBought({ sessions, orders, carts }, paymentId)
  // A payment that is under way keeps the order as it was confirmed; what is changed from here on is another purchase.
  const beforeChange = async (session: Session): Promise<number> => {
    const standing = await standingOf(session)
    if (standing.kind === 'bought') release(session.paymentId)
    if (standing.kind === 'under-way') sessions.renewPayment(session.id)
    return standing.kind === 'part-paid' ? standing.held : 0
  }
  const settle = async (session: Session): Promise<Session> => {
    if ((await standingOf(session)).kind === 'bought') release(session.paymentId)
    return sessions.find(session.id) ?? session
  }
  // An order whose payment was refused stays as it was ordered until it is tried again: money that comes late pays that.
  const changed = ({ id }: Session, held = 0): Cart => {
    const session = sessions.find(id)
    if (!session) throw new Error('shop: a session vanished while its cart was changed.')
    const cart = priced(session)
    // A part that pays for more than there is left goes back to its card with the old payment.
    if (held > 0 && held >= cart.total.value) sessions.renewPayment(id)
    return cart
  }
  return {
    ...{ sessions, orders, settle, release, priced },
    restore: (paymentId) => restoreCart({ sessions, orders, carts }, paymentId),
    cartOf: async (session) => priced(await settle(session)),
    async setQuantity(session, productId, quantity) {
      const held = await beforeChange(session)
      carts.setQuantity(session.id, productId, quantity)
      return changed(session, held)
    },
    async saveContact(session, contact) {
      const isElsewhere = contact.country !== session.contact.country
      const held = isElsewhere ? await beforeChange(session) : 0
      sessions.saveContact(session.id, contact)
      // One payment, one currency: what was tried in another stays with its own.
      const tried = orders.findByPayment(session.paymentId)?.order.total.currency
      if (tried && tried !== findMarket(contact.country)?.currency) sessions.renewPayment(session.id)
      return changed(session, held)
    },
    async saveShippingOption(session, option) {
      const held = option === session.shippingOption ? 0 : await beforeChange(session)
      sessions.saveShippingOption(session.id, option)
      return changed(session, held)
    },
    saveDelivery(session, { contact, shippingOption }) {
      const merged = v.safeParse(shopContactSchema, { ...session.contact, ...contact })
      if (merged.success) sessions.saveContact(session.id, merged.output)
      if (shippingOption) sessions.saveShippingOption(session.id, shippingOption)
      return changed(session)
    },
    placeOrder(session, told) {
      const cart = priced(session)
      const contact = v.safeParse(shopContactSchema, { ...session.contact, ...told })
      const known = contact.success ? { ...cart, contact: contact.output } : cart
      return orders.place(session.id, session.paymentId, known)
    },
  }
}
