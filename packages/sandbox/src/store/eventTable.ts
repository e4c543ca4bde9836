import type { DatabaseSync } from 'node:sqlite'
import type { EventType, ShippedItem, Tracking } from '../payments/payment.ts'

/** Something that happened to a payment; `value` in minor units of the payment's currency. */
export interface EventRow {
  id: string
  payment: string
  type: EventType
  value?: number
  /** The merchant's own name of a refund or a shipment. */
  reference?: string
  /** What left, and where it can be followed. */
  shipment?: { items?: ShippedItem[]; tracking?: Tracking }
  createdAt: number
}

/** The events, oldest first. */
export interface EventTable {
  insert(row: EventRow): void
  findByPayment(payment: string): EventRow[]
}

/** Binds the table to its file. */
export function createEventTable(database: DatabaseSync): EventTable {
  const insert = database.prepare(
    'INSERT INTO events (id, payment, type, value, reference, shipment, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const findByPayment = database.prepare('SELECT * FROM events WHERE payment = ? ORDER BY row')
  return {
    insert({ id, payment, type, value, reference, shipment, createdAt }) {
      const details = [value ?? null, reference ?? null, shipment ? JSON.stringify(shipment) : null] as const
      insert.run(id, payment, type, ...details, createdAt)
    },
    findByPayment: (payment) =>
      findByPayment.all(payment).map((row) => ({
        id: String(row.id),
        payment: String(row.payment),
        type: String(row.type) as EventType,
        ...(row.value === null ? {} : { value: Number(row.value) }),
        ...(row.reference === null ? {} : { reference: String(row.reference) }),
        ...(row.shipment === null ? {} : { shipment: JSON.parse(String(row.shipment)) as object }),
        createdAt: Number(row.created_at),
      })),
  }
}
