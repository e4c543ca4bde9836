import { openDatabase } from '@payloom/bus/database'
import { createSqlStore } from './createSqlStore.ts'
import type { PaymentStore } from './PaymentStore.ts'
import { storeSchema } from './storeSchema.ts'

/** Options of {@link createSqliteStore}. */
export interface SqliteStoreOptions {
  /** The database's file, or `:memory:`. Several processes of one machine may share a file. */
  path: string
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined
}

/**
 * A {@link PaymentStore} in one SQLite file (`node:sqlite`).
 *
 * @throws Error when the file cannot be opened or is of a newer version's schema.
 */
export function createSqliteStore({ path, now }: SqliteStoreOptions): PaymentStore {
  const database = openDatabase({ location: path, schema: storeSchema() })
  return { ...createSqlStore({ database, now }), close: () => database.close() }
}
