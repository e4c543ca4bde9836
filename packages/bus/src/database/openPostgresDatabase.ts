import postgres from 'postgres'
import type { Database, SqlRow, SqlStep, SqlSteps, SqlValue, Transaction } from './Database.ts'
import type { DatabaseSchema } from './DatabaseSchema.ts'
import { migratePostgres } from './migratePostgres.ts'
import { transactionSteps } from './transactionSteps.ts'

/** The database gave the transaction up for another: serialization failure, deadlock. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const givenUp: ReadonlySet<unknown> = new Set(['40001', '40P01'])
const mostTries = 5

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
  const client = postgres(url, {
    max: 10,
    connect_timeout: 10,
    idle_timeout: 60,
    backoff: (tries: number) => Math.min(5, 0.1 * 2 ** tries),
    onnotice: () => undefined,
    connection: { search_path: name, application_name: 'payloom' },
    // Counters and milliseconds stay far below 2^53.
    types: {
      bigint: {
        to: 20,
        from: [20],
        serialize: (value: number) => String(value),
        parse: (text: string) => Number(text),
      },
    },
  })
  let migrated: Promise<void> | undefined
  const ready = async (): Promise<void> => {
    migrated ??= schema ? migratePostgres(client, schema) : Promise.resolve()
    await migrated.catch((error: unknown) => {
      migrated = undefined
      throw error
    })
  }
  const answer = createAnswers(client, name)
  const ask = async <T>(steps: SqlSteps<T>): Promise<T> => {
    await ready()
    return await follow(steps, answer)
  }
  let closed: Promise<void> | undefined
  return {
    dialect: 'postgres',
    all: (text, ...values) => ask(transactionSteps.all(text, ...values)),
    get: (text, ...values) => ask(transactionSteps.get(text, ...values)),
    run: (text, ...values) => ask(transactionSteps.run(text, ...values)),
    async transaction(work) {
      await ready()
      return await again(() => begin(client, { name }, work))
    },
    async snapshot(work) {
      await ready()
      return await begin(client, { name, mode: 'isolation level repeatable read read only' }, work)
    },
    listen: (channel, heard) => openListening(client, `${name}.${channel}`, heard),
    close() {
      closed ??= client.end({ timeout: 5 })
      return closed
    },
  }
}

/** Statements with `$1` for each `?`, by their text. */
const translated = new Map<string, string>()

function translate(text: string): string {
  let count = 0
  const known = translated.get(text) ?? text.replace(/\?/g, () => `$${++count}`)
  translated.set(text, known)
  return known
}

type Answer = (step: SqlStep) => Promise<SqlRow[] | number>

function createAnswers(client: postgres.ISql, name: string): Answer {
  const ask = (text: string, values: readonly SqlValue[]): postgres.PendingQuery<postgres.Row[]> =>
    client.unsafe(translate(text), [...values], { prepare: true })
  return async (step) => {
    if ('text' in step) {
      const rows = await ask(step.text, step.values)
      return step.kind === 'all' ? ([...rows] as SqlRow[]) : (rows.count ?? 0)
    }
    const own = `${name}.${step.name}`
    if (step.kind === 'lock') await ask('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [own])
    else await ask('SELECT pg_notify(?, ?)', [own, ''])
    return 0
  }
}

async function follow<T>(steps: SqlSteps<T>, answer: Answer): Promise<T> {
  let step = steps.next()
  while (!step.done) {
    const given = await answer(step.value).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    step = 'value' in given ? steps.next(given.value) : steps.throw(given.error)
  }
  return step.value
}

async function begin<T>(
  client: postgres.Sql,
  { name, mode = '' }: { name: string; mode?: string },
  work: (sql: Transaction) => SqlSteps<T>,
): Promise<T> {
  // In an object: of an array it would await each member.
  const { value } = await client.begin(mode, async (connection) => ({
    value: await follow(work(transactionSteps), createAnswers(connection, name)),
  }))
  return value
}

async function again<T>(transact: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transact()
    } catch (error) {
      const isGivenUp = error instanceof Error && 'code' in error && givenUp.has(error.code)
      if (!isGivenUp || tries >= mostTries) throw error
    }
  }
}

/** Keeps listening through lost connections; while there is none, nothing is heard. */
function openListening(client: postgres.Sql, channel: string, heard: () => void): () => void {
  let isOpen = true
  const hear = (): void => {
    if (isOpen) heard()
  }
  let stop: (() => Promise<void>) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const connect = (): void => {
    client.listen(channel, hear, hear).then(
      (listening) => {
        stop = listening.unlisten
        if (!isOpen) void stop().catch(() => undefined)
      },
      () => {
        timer = setTimeout(connect, 1_000)
        timer.unref()
        if (!isOpen) clearTimeout(timer)
      },
    )
  }
  connect()
  return () => {
    isOpen = false
    clearTimeout(timer)
    void stop?.().catch(() => undefined)
  }
}
