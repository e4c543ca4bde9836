import type { DatabaseSync } from 'node:sqlite'
import type { Money } from '../money.ts'

/** A gift card. Its number is not kept: `id` is a keyed hash of it. */
export interface GiftCardRow {
  id: string
  /** What may still be held: neither held nor captured. */
  balance: Money
  createdAt: number
}

/** The gift cards that were used at least once. */
export interface GiftCardTable {
  insert(row: GiftCardRow): void
  find(id: string): GiftCardRow | undefined
  /** Adds to a balance; a negative `value` takes away. The database refuses a balance below 0. */
  add(id: string, value: number): void
}

/** Binds the table to its file. */
export function createGiftCardTable(database: DatabaseSync): GiftCardTable {
  const insert = database.prepare(
    'INSERT INTO gift_cards (id, currency, balance, created_at) VALUES (?, ?, ?, ?)',
  )
  const find = database.prepare('SELECT * FROM gift_cards WHERE id = ?')
  const add = database.prepare('UPDATE gift_cards SET balance = balance + ? WHERE id = ?')
  return {
    insert({ id, balance, createdAt }) {
      insert.run(id, balance.currency, balance.value, createdAt)
    },
    find(id) {
      const row = find.get(id)
      if (row === undefined) return undefined
      const balance = { value: Number(row.balance), currency: String(row.currency) }
      return { id, balance, createdAt: Number(row.created_at) }
    },
    add(id, value) {
      add.run(value, id)
    },
  }
}
