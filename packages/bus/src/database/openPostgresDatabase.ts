import pg from 'pg'
import type { Database, SqlSteps, Transaction } from './Database.ts'
import type { DatabaseSchema } from './DatabaseSchema.ts'
import { isStalePlan } from './isStalePlan.ts'
import { migratePostgres } from './migratePostgres.ts'
import { openPostgresListening } from './openPostgresListening.ts'
import { ownNameSpace } from './ownNameSpace.ts'
import { followSteps } from './postgresSteps.ts'
import { transactionSteps } from './transactionSteps.ts'
import { transactPostgres } from './transactPostgres.ts'

/** The database gave the transaction up for another: serialization failure, deadlock. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const givenUp: ReadonlySet<unknown> = new Set(['40001', '40P01'])
const mostTries = 5
const mostConnections = 10
const bigint = 20

/**
 * Opens a PostgreSQL database, in the schema's own name space. It connects, and migrates, at the first use: a database that is not there yet
 * fails the calls that need it, and nothing else.
 */
export function openPostgresDatabase(url: string, schema?: DatabaseSchema): Database {
  const name = schema?.name ?? 'public'
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) {
    throw new TypeError(
      `openDatabase: the schema's name "${name}" has to be lower case letters, digits and _.`,
    )
  }
  const options: pg.PoolConfig = {
    connectionString: url,
    application_name: 'payloom',
    max: mostConnections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    // A link that is half open is given up; nothing of ours runs for so long.
    query_timeout: 30_000,
    keepAlive: true,
    types: { getTypeParser: parserOf },
  }
  // The pool waits for it, since pg-pool 3.14; the types do not say so.
  const begun = { onConnect: (client: pg.ClientBase) => ownNameSpace(client, name) }
  const pool = new pg.Pool({ ...options, ...(begun as object) })
  // A connection that breaks while nobody uses it is replaced at the next use.
  pool.on('error', () => undefined)
  let migrated: Promise<void> | undefined
  const ready = async (): Promise<void> => {
    migrated ??= schema ? migratePostgres(pool, schema) : Promise.resolve()
    await migrated.catch((error: unknown) => {
      migrated = undefined
      throw error
    })
  }
  const ask = async <T>(work: () => SqlSteps<T>): Promise<T> => {
    await ready()
    return await again(() => followSteps(work(), pool, name))
  }
  const begin = async <T>(start: string, work: (sql: Transaction) => SqlSteps<T>): Promise<T> => {
    await ready()
    return await again(() =>
      transactPostgres(pool, start, (client) => followSteps(work(transactionSteps), client, name)),
    )
  }
  let closed: Promise<void> | undefined
  return {
    dialect: 'postgres',
    all: (text, ...values) => ask(() => transactionSteps.all(text, ...values)),
    get: (text, ...values) => ask(() => transactionSteps.get(text, ...values)),
    run: (text, ...values) => ask(() => transactionSteps.run(text, ...values)),
    transaction: (work) => begin('BEGIN', work),
    snapshot: (work) => begin('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    listen: (channel, heard) => openPostgresListening(options, `${name}.${channel}`, heard),
    close() {
      closed ??= pool.end()
      return closed
    },
  }
}

/** Counters and milliseconds stay far below 2^53. */
function parserOf(type: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return type === bigint ? Number : (pg.types.getTypeParser(type, format) as (text: string) => unknown)
}

async function again<T>(task: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await task()
    } catch (error) {
      // Each try takes a connection that knows the old tables out of the pool.
      if (isStalePlan(error) && tries <= mostConnections) continue
      const isGivenUp = error instanceof Error && 'code' in error && givenUp.has(error.code)
      if (!isGivenUp || tries >= mostTries) throw error
    }
  }
}
