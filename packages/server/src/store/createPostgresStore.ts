import { isPostgresUrl, openDatabase } from '@payloom/bus/database'
import { createSqlStore } from './createSqlStore.ts'
import type { PaymentStore } from './PaymentStore.ts'
import { storeSchema } from './storeSchema.ts'

/** Options of {@link createPostgresStore}. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`. Any number of processes may share it. */
  url: string
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined
  /** The name space of its tables, made if it is not there. @default 'payloom_shop' */
  schema?: string | undefined
}

/**
 * A {@link PaymentStore} in PostgreSQL. It connects at once and goes on trying: while the database is away, calls reject.
 *
 * @throws TypeError for a URL that is none of PostgreSQL, or a schema's name that needs quoting.
 */
export function createPostgresStore({ url, now, schema }: PostgresStoreOptions): PaymentStore {
  if (!isPostgresUrl(url)) throw new TypeError('createPostgresStore: `url` has to begin with postgres://.')
  const database = openDatabase({ location: url, schema: storeSchema(schema) })
  return { ...createSqlStore({ database, now }), close: () => database.close() }
}
