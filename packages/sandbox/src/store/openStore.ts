import { DatabaseSync } from 'node:sqlite'
import { type ActionTable, createActionTable } from './actionTable.ts'
import { createEventTable, type EventTable } from './eventTable.ts'
import { createGiftCardTable, type GiftCardTable } from './giftCardTable.ts'
import { createIdempotencyTable, type IdempotencyTable } from './idempotencyTable.ts'
import { migrate } from './migrate.ts'
import { createOutboxTable, type OutboxTable } from './outboxTable.ts'
import { createPaymentTable, type PaymentTable } from './paymentTable.ts'
import { createSourceTable, type SourceTable } from './sourceTable.ts'
import { createTokenTable, type TokenTable } from './tokenTable.ts'

/** The company's books: one SQLite file. */
export interface Store {
  tokens: TokenTable
  sources: SourceTable
  giftCards: GiftCardTable
  payments: PaymentTable
  actions: ActionTable
  events: EventTable
  idempotency: IdempotencyTable
  outbox: OutboxTable
  /** Runs `task` as one write transaction: all of it is kept, or nothing when it throws. */
  transaction<T>(task: () => T): T
  close(): void
}

function openDatabase(file: string): DatabaseSync {
  try {
    // WAL and the timeout let a second process read and write the file without "database is locked".
    return new DatabaseSync(file, { timeout: 5_000 })
  } catch (cause) {
    throw new Error(`createSandbox: the database "${file}" cannot be opened. Does its folder exist?`, {
      cause,
    })
  }
}

/** Opens (and creates or migrates) the SQLite file; `:memory:` keeps nothing. */
export function openStore(file: string): Store {
  const database = openDatabase(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF')
  const transaction = <T>(task: () => T): T => {
    // IMMEDIATE takes the write lock first, so that two of the same key cannot both find nothing.
    database.exec('BEGIN IMMEDIATE')
    try {
      const result = task()
      database.exec('COMMIT')
      return result
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
  // A table that is made anew is dropped in between: until then its references must not count.
  migrate(database, transaction)
  database.exec('PRAGMA foreign_keys = ON')
  return {
    tokens: createTokenTable(database),
    sources: createSourceTable(database),
    giftCards: createGiftCardTable(database),
    payments: createPaymentTable(database),
    actions: createActionTable(database),
    events: createEventTable(database),
    idempotency: createIdempotencyTable(database),
    outbox: createOutboxTable(database),
    transaction,
    close: () => database.close(),
  }
}
