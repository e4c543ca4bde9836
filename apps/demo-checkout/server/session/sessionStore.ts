import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { ShopContact } from '../../wire/contact.ts'
import type { ShippingOptionId } from '../../wire/shipping.ts'
import { markets } from '../catalogue/market.ts'
import { createSessionId } from './sessionCookie.ts'

/** A visitor of the shop. */
export interface Session {
  id: string
  contact: ShopContact
  /** The payment of what is in the cart now; one per purchase. */
  paymentId: string
  /** How the parcel goes. */
  shippingOption: ShippingOptionId
  /** Who is signed in; absent for a guest. */
  customerId?: string
}

/** The sessions; the cookie names one and carries nothing. */
export interface SessionStore {
  create(): Session
  find(id: string): Session | undefined
  findByPayment(paymentId: string): Session | undefined
  /** The session whose cart got back what was ordered under a payment, whatever payment the cart has by now. */
  findByRestored(paymentId: string): Session | undefined
  saveContact(id: string, contact: ShopContact): void
  saveShippingOption(id: string, option: ShippingOptionId): void
  /** Makes the visitor a customer: the same one each time. There is no password, as this is a demo. */
  signIn(id: string): void
  signOut(id: string): void
  /** Gives the cart a new payment: what was bought keeps the old one. */
  renewPayment(id: string): void
  /** Gives the cart a payment that it had before. */
  takePayment(id: string, paymentId: string): void
  /** Notes which payment's order came back into the cart; `null` when what came back has been bought. */
  saveRestored(id: string, paymentId: string | null): void
}

/** Filled in for a visitor who only wants to look, so that an order is two presses away. */
const sampleContact: ShopContact = {
  name: 'Ada Weaver',
  email: 'ada@example.com',
  line1: 'Weversstraat 12',
  postalCode: '2312 AB',
  city: 'Leiden',
  country: markets[0].country,
}

interface Row {
  id: string
  contact: string
  payment_id: string
  shipping_option: string
  customer_id: string | null
  is_signed_in: number
}

/** Keeps sessions in the shop's database. */
export function createSessionStore(database: DatabaseSync, now: () => number): SessionStore {
  const insert = database.prepare(
    'insert into session (id, country, contact, payment_id, created_at) values (?, ?, ?, ?, ?)',
  )
  const byId = database.prepare('select * from session where id = ?')
  const byPayment = database.prepare('select * from session where payment_id = ?')
  const byRestored = database.prepare('select * from session where restored_payment_id = ?')
  const contactOf = database.prepare('update session set contact = ?, country = ? where id = ?')
  const shippingOf = database.prepare('update session set shipping_option = ? where id = ?')
  const signIn = database.prepare(
    'update session set is_signed_in = 1, customer_id = coalesce(customer_id, ?) where id = ?',
  )
  const signOut = database.prepare('update session set is_signed_in = 0 where id = ?')
  const paymentOf = database.prepare('update session set payment_id = ? where id = ?')
  const restoredOf = database.prepare('update session set restored_payment_id = ? where id = ?')
  return {
    create() {
      const session: Session = {
        id: createSessionId(),
        contact: sampleContact,
        paymentId: createPaymentId(),
        shippingOption: 'standard',
      }
      const contact = JSON.stringify(session.contact)
      insert.run(session.id, session.contact.country, contact, session.paymentId, now())
      return session
    },
    find: (id) => sessionOf(byId.get(id)),
    findByPayment: (paymentId) => sessionOf(byPayment.get(paymentId)),
    findByRestored: (paymentId) => sessionOf(byRestored.get(paymentId)),
    saveContact: (id, contact) => void contactOf.run(JSON.stringify(contact), contact.country, id),
    saveShippingOption: (id, option) => void shippingOf.run(option, id),
    signIn: (id) => void signIn.run(`cus_${randomBytes(16).toString('hex')}`, id),
    signOut: (id) => void signOut.run(id),
    renewPayment: (id) => void paymentOf.run(createPaymentId(), id),
    takePayment: (id, paymentId) => void paymentOf.run(paymentId, id),
    saveRestored: (id, paymentId) => void restoredOf.run(paymentId, id),
  }
}

function createPaymentId(): string {
  return `pm_${randomBytes(16).toString('hex')}`
}

function sessionOf(row: unknown): Session | undefined {
  if (row === undefined) return undefined
  const { id, contact, payment_id: paymentId, shipping_option, customer_id, is_signed_in } = row as Row
  return {
    id,
    contact: JSON.parse(contact) as ShopContact,
    paymentId,
    shippingOption: shipping_option === 'express' ? 'express' : 'standard',
    ...(is_signed_in === 1 && customer_id !== null ? { customerId: customer_id } : {}),
  }
}
