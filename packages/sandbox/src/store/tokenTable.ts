import type { DatabaseSync } from 'node:sqlite'
import type { Money } from '../money.ts'

/** What is kept of a card: never its number, only what the number stands for. */
export interface TokenRow {
  id: string
  brand: string
  last4: string
  scenario: string
  /** The amount that the card form showed when the token was made. */
  shown?: Money
  createdAt: number
}

/** The cards that were entered. */
export interface TokenTable {
  insert(row: TokenRow): void
  find(id: string): TokenRow | undefined
}

/** Binds the table to its file. */
export function createTokenTable(database: DatabaseSync): TokenTable {
  const insert = database.prepare('INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?)')
  const find = database.prepare('SELECT * FROM tokens WHERE id = ?')
  return {
    insert({ id, brand, last4, scenario, shown, createdAt }) {
      insert.run(id, brand, last4, scenario, shown?.value ?? null, shown?.currency ?? null, createdAt)
    },
    find(id) {
      const row = find.get(id)
      if (row === undefined) return undefined
      const shown = { value: Number(row.shown_value), currency: String(row.shown_currency) }
      return {
        id: String(row.id),
        brand: String(row.brand),
        last4: String(row.last4),
        scenario: String(row.scenario),
        ...(row.shown_value === null ? {} : { shown }),
        createdAt: Number(row.created_at),
      }
    },
  }
}
