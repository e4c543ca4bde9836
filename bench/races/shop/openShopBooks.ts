import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Payable, PaymentRecord } from '@payloom/server'
import { paymentState } from '@payloom/server'

/** What a session has in its cart: one article, some of it, sent one way or the other. */
export interface Cart {
  quantity: number
  shipping: Shipping
}

export type Shipping = 'standard' | 'express'

/** One session and the purchase that it is for, as long as it lasts. */
export interface Purchase {
  session: string
  paymentId: string
  cart: Cart
}

/** What the shop keeps; a process that is killed finds it again. */
export interface ShopBooks {
  begin(): Purchase
  find(session: string): Purchase | undefined
  changeCart(session: string, cart: Partial<Cart>): void
  /** Keeps what an attempt was placed for. @returns the order, the same for every attempt. */
  place(payable: Payable, attemptId: string): string
  /** The payable as it is now: of what was bought, else of the cart. */
  payable(purchase: Purchase, record: PaymentRecord | undefined): Payable
  close(): void
}

// Odd on purpose: no two carts cost the same, and no cart as much as two others.
const price = 1_987
const shippingCost: Readonly<Record<Shipping, number>> = { standard: 451, express: 1_213 }
const eur = (value: number) => ({ value, currency: 'EUR' })

/** Opens them. */
export function openShopBooks(file: string): ShopBooks {
  const database = new DatabaseSync(file, { timeout: 5_000 })
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
  database.exec(`
    CREATE TABLE IF NOT EXISTS purchase (session TEXT PRIMARY KEY, payment TEXT, quantity INTEGER, shipping TEXT);
    CREATE TABLE IF NOT EXISTS placed (attempt TEXT PRIMARY KEY, payment TEXT, payable TEXT)`)
  const insert = database.prepare('INSERT INTO purchase VALUES (?, ?, ?, ?)')
  const select = database.prepare('SELECT * FROM purchase WHERE session = ?')
  const update = database.prepare('UPDATE purchase SET quantity = ?, shipping = ? WHERE session = ?')
  const keep = database.prepare('INSERT OR REPLACE INTO placed VALUES (?, ?, ?)')
  const placed = database.prepare('SELECT payable FROM placed WHERE attempt = ?')
  const find: ShopBooks['find'] = (session) => {
    const row = select.get(session)
    if (!row) return undefined
    const shipping = row.shipping === 'express' ? 'express' : 'standard'
    return { session, paymentId: String(row.payment), cart: { quantity: Number(row.quantity), shipping } }
  }
  return {
    find,
    begin() {
      const [session, paymentId] = [randomId('s'), randomId('pm')]
      insert.run(session, paymentId, 1, 'standard')
      return { session, paymentId, cart: { quantity: 1, shipping: 'standard' } }
    },
    changeCart(session, change) {
      const before = find(session)
      if (!before) return
      const { quantity, shipping } = { ...before.cart, ...change }
      update.run(quantity, shipping, session)
    },
    place(payable, attemptId) {
      keep.run(attemptId, payable.paymentId, JSON.stringify(payable))
      return orderIdOf(payable.paymentId)
    },
    payable({ paymentId, cart }, record) {
      const row = record && isBought(record) ? placed.get(payerOf(record) ?? '') : undefined
      // What was bought is sent, and costs, as it was ordered; whatever the cart became since.
      return row ? (JSON.parse(String(row.payable)) as Payable) : payableOf(paymentId, cart)
    },
    close: () => database.close(),
  }
}

/** Whether the shop owes the goods: the money is there, or the order stands and is paid at the door. */
export function isBought(record: PaymentRecord): boolean {
  const { status, attempts } = paymentState(record)
  return hasMoney.has(status) || attempts.some(({ placed }) => placed === true)
}

const hasMoney = new Set(['authorized', 'paid', 'partially_refunded', 'refunded', 'charged_back'])

function payerOf(record: PaymentRecord): string | undefined {
  const { attempts } = paymentState(record)
  return attempts.find(({ status, placed }) => hasMoney.has(status) || placed === true)?.attemptId
}

function payableOf(paymentId: string, { quantity, shipping }: Cart): Payable {
  return {
    paymentId,
    version: `${quantity}.${shipping}`,
    total: eur(price * quantity + shippingCost[shipping]),
    currency: 'EUR',
    country: 'NL',
    email: 'ada@example.com',
    items: [
      { id: 'throw', name: 'Linen throw', quantity, price: eur(price) },
      { id: 'shipping', name: 'Shipping', quantity: 1, price: eur(shippingCost[shipping]) },
    ],
  }
}

function orderIdOf(paymentId: string): string {
  return `order_${paymentId.slice(3)}`
}

function randomId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`
}
