import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Database, SqlRow, SqlStep, SqlSteps } from './Database.ts'
import type { DatabaseSchema } from './DatabaseSchema.ts'
import { transactionSteps } from './transactionSteps.ts'

/** Opens, creates or migrates a SQLite file; `:memory:` keeps nothing. Several processes of one machine may share a file. */
export function openSqliteDatabase(path: string, schema?: DatabaseSchema): Database {
  // Without WAL, BEGIN IMMEDIATE and a timeout, two processes lock each other out.
  const file = new DatabaseSync(path, { timeout: 5_000 })
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
  if (schema) migrate(file, schema)
  const answer = createAnswers(file)
  const ask = <T>(steps: SqlSteps<T>): T => {
    let step = steps.next()
    while (!step.done) {
      let given: SqlRow[] | number
      try {
        given = answer(step.value)
      } catch (error) {
        step = steps.throw(error)
        continue
      }
      step = steps.next(given)
    }
    return step.value
  }
  return {
    dialect: 'sqlite',
    all: async (text, ...values) => ask(transactionSteps.all(text, ...values)),
    get: async (text, ...values) => ask(transactionSteps.get(text, ...values)),
    run: async (text, ...values) => ask(transactionSteps.run(text, ...values)),
    // IMMEDIATE takes the write lock first, so that two processes cannot both find nothing and then write it.
    transaction: async (work) => between(file, 'BEGIN IMMEDIATE', () => ask(work(transactionSteps))),
    snapshot: async (work) => between(file, 'BEGIN DEFERRED', () => ask(work(transactionSteps))),
    listen: () => () => undefined,
    async close() {
      if (file.isOpen) file.close()
    },
  }
}

/** Answers each step at once. Statements are compiled once: that costs more than running them. */
function createAnswers(file: DatabaseSync): (step: SqlStep) => SqlRow[] | number {
  const statements = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const known = statements.get(text) ?? file.prepare(text)
    statements.set(text, known)
    return known
  }
  return (step) => {
    if (!('text' in step)) return 0
    const statement = prepare(step.text)
    if (step.kind === 'all') return statement.all(...step.values) as SqlRow[]
    return Number(statement.run(...step.values).changes)
  }
}

function between<T>(file: DatabaseSync, begin: string, work: () => T): T {
  file.exec(begin)
  try {
    const value = work()
    file.exec('COMMIT')
    return value
  } catch (error) {
    // A commit that failed may have ended the transaction already.
    if (file.isTransaction) file.exec('ROLLBACK')
    throw error
  }
}

function migrate(file: DatabaseSync, { name, sqlite }: DatabaseSchema): void {
  file.exec('BEGIN IMMEDIATE')
  try {
    const { user_version: version } = file.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version > sqlite.length) {
      throw new Error(
        `openDatabase: the file is of ${name} schema ${version}, newer than this version's ${sqlite.length}. Update Payloom.`,
      )
    }
    for (const script of sqlite.slice(version)) file.exec(script)
    file.exec(`PRAGMA user_version = ${sqlite.length}`)
    file.exec('COMMIT')
  } catch (error) {
    if (file.isTransaction) file.exec('ROLLBACK')
    file.close()
    throw error
  }
}
