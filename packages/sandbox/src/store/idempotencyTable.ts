import type { DatabaseSync } from 'node:sqlite'

/** The first answer to a key. */
export interface IdempotencyRow {
  scope: string
  key: string
  /** Hash of the request that the key came with. */
  fingerprint: string
  /** The answer's body, as JSON. */
  answer: string
}

/** The keys that were used. */
export interface IdempotencyTable {
  insert(row: IdempotencyRow): void
  find(scope: string, key: string): IdempotencyRow | undefined
}

/** Binds the table to its file. */
export function createIdempotencyTable(database: DatabaseSync): IdempotencyTable {
  const insert = database.prepare('INSERT INTO idempotency VALUES (?, ?, ?, ?)')
  const find = database.prepare('SELECT * FROM idempotency WHERE scope = ? AND key = ?')
  return {
    insert({ scope, key, fingerprint, answer }) {
      insert.run(scope, key, fingerprint, answer)
    },
    find(scope, key) {
      const row = find.get(scope, key)
      if (row === undefined) return undefined
      return { scope, key, fingerprint: String(row.fingerprint), answer: String(row.answer) }
    },
  }
}
