import { DatabaseSync } from 'node:sqlite'
import { migrate } from './migrate.ts'

/** Opens (and creates or migrates) the ledger's SQLite file; `:memory:` keeps nothing. */
export function openDatabase(file: string): DatabaseSync {
  // WAL and the timeout let a second process read and write the file without "database is locked".
  const database = new DatabaseSync(file, { timeout: 5_000 })
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
  migrate(database)
  return database
}
