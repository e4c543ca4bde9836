import type pg from 'pg'
import type { SqlRow, SqlStep, SqlSteps, SqlValue } from './Database.ts'

/** The pool, for statements by themselves, or the connection of a transaction. */
type Queryable = Pick<pg.ClientBase, 'query'>

/** Asks each step and waits for its answer. */
export async function followSteps<T>(steps: SqlSteps<T>, client: Queryable, schema: string): Promise<T> {
  let step = steps.next()
  while (!step.done) {
    const given = await answer(step.value, client, schema).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    step = 'value' in given ? steps.next(given.value) : steps.throw(given.error)
  }
  return step.value
}

async function answer(step: SqlStep, client: Queryable, schema: string): Promise<SqlRow[] | number> {
  if ('text' in step) {
    const { rows, rowCount } = await client.query<SqlRow>(prepare(step.text, step.values))
    return step.kind === 'all' ? rows : (rowCount ?? 0)
  }
  const name = `${schema}.${step.name}`
  if (step.kind === 'lock') {
    await client.query(prepare('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [name]))
  } else {
    await client.query(prepare('SELECT pg_notify(?, ?)', [name, '']))
  }
  return 0
}

/** Statements by their text: with `$1` for each `?`, and the name that each connection prepares them under. */
const statements = new Map<string, { name: string; text: string }>()

function prepare(text: string, values: readonly SqlValue[]): pg.QueryConfig {
  let count = 0
  const statement = statements.get(text) ?? {
    name: `payloom_${statements.size}`,
    text: text.replace(/\?/g, () => `$${++count}`),
  }
  statements.set(text, statement)
  return { ...statement, values: [...values] }
}
