import type { DatabaseSync } from 'node:sqlite'

/** Runs `task` as one write transaction: all of it is kept, or nothing when it throws. */
export function inTransaction<T>(database: DatabaseSync, task: () => T): T {
  // IMMEDIATE takes the write lock first, so that two of the same key cannot both find nothing.
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = task()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // A commit that failed may have ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
