import type { DatabaseSync } from 'node:sqlite'

/** How many of what. */
export interface StoredLine {
  productId: string
  quantity: number
}

/** What lies in the carts. */
export interface CartStore {
  /** In the order in which things were put in. */
  lines(sessionId: string): StoredLine[]
  /** Sets a quantity; 0 takes the line out. */
  setQuantity(sessionId: string, productId: string, quantity: number): void
}

/** Keeps carts in the shop's database. */
export function createCartStore(database: DatabaseSync, now: () => number): CartStore {
  const select = database.prepare(
    'select product_id as productId, quantity from cart_line where session_id = ? order by added_at, rowid',
  )
  const upsert = database.prepare(
    `insert into cart_line (session_id, product_id, quantity, added_at) values (?, ?, ?, ?)
     on conflict (session_id, product_id) do update set quantity = excluded.quantity`,
  )
  const remove = database.prepare('delete from cart_line where session_id = ? and product_id = ?')
  return {
    lines: (sessionId) => select.all(sessionId) as unknown as StoredLine[],
    setQuantity(sessionId, productId, quantity) {
      if (quantity === 0) remove.run(sessionId, productId)
      else upsert.run(sessionId, productId, quantity, now())
    },
  }
}
