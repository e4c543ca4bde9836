import { randomInt } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Cart } from '../../wire/cart.ts'
import type { Order } from '../../wire/order.ts'

/** What was ordered. */
export interface OrderStore {
  /** The order of a payment, made at its first call; a later call puts in what the cart holds by then. */
  place(sessionId: string, paymentId: string, cart: Cart): Order
  findByPayment(paymentId: string): StoredOrder | undefined
  /** An order of this session alone: another's is as unknown as none. */
  findOwn(sessionId: string, orderId: string): Order | undefined
  /** The session's own, newest first. */
  listOwn(sessionId: string): Order[]
  /** Whoever's it is: for the back office alone. */
  find(orderId: string): Order | undefined
  /** Everybody's, newest first, so many of them: for the back office alone. */
  listAll(limit: number): Order[]
}

/** An order with the session that placed it. */
export interface StoredOrder {
  sessionId: string
  order: Order
}

interface Row {
  id: string
  payment_id: string
  session_id: string
  content: string
  placed_at: number
}

/** Keeps orders in the shop's database. */
export function createOrderStore(database: DatabaseSync, now: () => number): OrderStore {
  const insert = database.prepare(
    `insert into purchase_order (id, payment_id, session_id, content, placed_at) values (?, ?, ?, ?, ?)
     on conflict (payment_id) do update set content = excluded.content`,
  )
  const byPayment = database.prepare('select * from purchase_order where payment_id = ?')
  const own = database.prepare('select * from purchase_order where session_id = ? and id = ?')
  const ofSession = database.prepare(
    'select * from purchase_order where session_id = ? order by placed_at desc limit 20',
  )
  const byId = database.prepare('select * from purchase_order where id = ?')
  const newest = database.prepare('select * from purchase_order order by placed_at desc, rowid desc limit ?')
  return {
    place(sessionId, paymentId, { lines, subtotal, shipping, total, contact }) {
      const content = JSON.stringify({ lines, subtotal, shipping, total, contact })
      insert.run(createOrderId(), paymentId, sessionId, content, now())
      return orderOf(byPayment.get(paymentId) as unknown as Row)
    },
    findByPayment(paymentId) {
      const row = byPayment.get(paymentId) as unknown as Row | undefined
      return row && { sessionId: row.session_id, order: orderOf(row) }
    },
    findOwn(sessionId, orderId) {
      const row = own.get(sessionId, orderId) as unknown as Row | undefined
      return row && orderOf(row)
    },
    listOwn: (sessionId) => (ofSession.all(sessionId) as unknown as Row[]).map(orderOf),
    find(orderId) {
      const row = byId.get(orderId) as unknown as Row | undefined
      return row && orderOf(row)
    },
    listAll: (limit) => (newest.all(limit) as unknown as Row[]).map(orderOf),
  }
}

// No 0, O, 1, I: a number that can be read out on the phone. 32^8 of them, and only its own session is ever answered.
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

function createOrderId(): string {
  return `LT-${Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')}`
}

function orderOf({ id, payment_id: paymentId, content, placed_at: placedAt }: Row): Order {
  const kept = JSON.parse(content) as Omit<Order, 'orderId' | 'paymentId' | 'placedAt'>
  return { orderId: id, paymentId, placedAt: new Date(placedAt).toISOString(), ...kept }
}
