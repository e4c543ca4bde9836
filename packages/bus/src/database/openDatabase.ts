import type { Database } from './Database.ts'
import type { DatabaseSchema } from './DatabaseSchema.ts'
import { openPostgresDatabase } from './openPostgresDatabase.ts'
import { openSqliteDatabase } from './openSqliteDatabase.ts'

/** Which database to open. */
export interface DatabaseOptions {
  /** `postgres://…`, the path of a SQLite file, or `:memory:`. */
  location: string
  /** The tables that it has to have. @default none: the owner makes its own */
  schema?: DatabaseSchema | undefined
}

/**
 * Opens a database and brings it to its newest schema.
 *
 * @throws Error at once for a file that cannot be opened or is newer than this version, TypeError for a wrong schema's name; what is wrong
 * with a PostgreSQL database is thrown by the calls that need it.
 */
export function openDatabase({ location, schema }: DatabaseOptions): Database {
  return isPostgresUrl(location)
    ? openPostgresDatabase(location, schema)
    : openSqliteDatabase(location, schema)
}

/** Whether a location names a PostgreSQL database. */
export function isPostgresUrl(location: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(location)
}
