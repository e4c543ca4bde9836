import type { DatabaseSync } from 'node:sqlite'

/** A stored card. */
export interface SourceRow {
  id: string
  brand: string
  last4: string
  /** MM/YY */
  expiry: string
  scenario: string
  /** Whether the shopper has to enter the CVC again when paying with it. */
  needsCvc: boolean
  /** Whose it is, in the merchant's words. */
  customer?: string
  createdAt: number
  deletedAt?: number
}

/** The stored cards; deleted ones stay, so that old payments keep their meaning. */
export interface SourceTable {
  insert(row: SourceRow): void
  find(id: string): SourceRow | undefined
  remove(id: string, deletedAt: number): void
}

/** Binds the table to its file. */
export function createSourceTable(database: DatabaseSync): SourceTable {
  const insert = database.prepare(
    `INSERT INTO sources (id, brand, last4, expiry, scenario, needs_cvc, customer, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const find = database.prepare('SELECT * FROM sources WHERE id = ?')
  const remove = database.prepare('UPDATE sources SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL')
  return {
    insert({ id, brand, last4, expiry, scenario, needsCvc, customer, createdAt }) {
      insert.run(id, brand, last4, expiry, scenario, needsCvc ? 1 : 0, customer ?? null, createdAt)
    },
    find(id) {
      const row = find.get(id)
      if (row === undefined) return undefined
      return {
        id,
        brand: String(row.brand),
        last4: String(row.last4),
        expiry: String(row.expiry),
        scenario: String(row.scenario),
        needsCvc: row.needs_cvc === 1,
        ...(row.customer === null ? {} : { customer: String(row.customer) }),
        createdAt: Number(row.created_at),
        ...(row.deleted_at === null ? {} : { deletedAt: Number(row.deleted_at) }),
      }
    },
    remove(id, deletedAt) {
      remove.run(deletedAt, id)
    },
  }
}
