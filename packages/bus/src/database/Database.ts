/** What a column holds: text, a safe integer, or nothing. Booleans are 0 and 1, structures are JSON text. */
export type SqlValue = string | number | null

/** One row, by column. */
export type SqlRow = Readonly<Record<string, SqlValue>>

/** One thing that a transaction asks of its database. `run` answers the number of rows changed. */
export type SqlStep =
  | { kind: 'all' | 'run'; text: string; values: readonly SqlValue[] }
  | { kind: 'lock' | 'notify'; name: string }

/**
 * Work on a database as steps, written as a generator: `const row = yield* sql.get('SELECT …', id)`. SQLite runs them all at once, without letting
 * anything else of the process in between; PostgreSQL waits for each answer. That nothing else can be awaited is the point: a transaction
 * never stays open for a reason of its own.
 */
export type SqlSteps<T> = Generator<SqlStep, T, SqlRow[] | number>

/** Takes statements. `?` marks a parameter, in both dialects; write SQL that both understand. */
export interface Sql {
  /** Every row of the answer. */
  all(text: string, ...values: SqlValue[]): SqlSteps<SqlRow[]>
  /** The first row of the answer, if it has one. */
  get(text: string, ...values: SqlValue[]): SqlSteps<SqlRow | undefined>
  /** @returns the number of rows that were changed. */
  run(text: string, ...values: SqlValue[]): SqlSteps<number>
}

/** What stands in one write transaction. */
export interface Transaction extends Sql {
  /**
   * Waits until no other transaction holds the name, and holds it to the end. In SQLite, where one transaction writes at a time, there is
   * nothing to wait for.
   */
  lock(name: string): SqlSteps<void>
  /** Tells everybody who listens to the channel, once the transaction is committed. In SQLite nobody can be told. */
  notify(channel: string): SqlSteps<void>
}

/**
 * A SQLite file or a PostgreSQL schema: one SQL, so that what is stored is written once. It exists beside the bus because an outbox has to be
 * part of its owner's transactions.
 */
export interface Database {
  /** For the few statements that differ. */
  readonly dialect: 'sqlite' | 'postgres'
  /** One statement by itself: every row of the answer. */
  all(text: string, ...values: SqlValue[]): Promise<SqlRow[]>
  /** One statement by itself: the first row of the answer, if it has one. */
  get(text: string, ...values: SqlValue[]): Promise<SqlRow | undefined>
  /** One statement by itself. @returns the number of rows that were changed. */
  run(text: string, ...values: SqlValue[]): Promise<number>
  /**
   * Runs `work` as one write transaction: all of it is kept, or nothing when it throws. It runs again when the database had to give it up for
   * another.
   */
  transaction<T>(work: (sql: Transaction) => SqlSteps<T>): Promise<T>
  /** Reads that all see one state of the database. */
  snapshot<T>(work: (sql: Sql) => SqlSteps<T>): Promise<T>
  /** Hears what transactions of any process notify, and of every reconnect, after which something may have been missed. @returns what ends it. */
  listen(channel: string, heard: () => void): () => void
  /** Lets what runs end. Calling it again does nothing. */
  close(): Promise<void>
}
