import type { Database, SqlRow, SqlStep, SqlSteps, SqlValue } from '@payloom/bus/database'

/** A noncharacter that no text of people has; it begins a sign that stands for what a database cannot hold. */
const mark = '\uFDD0'

/**
 * A database that keeps every text exactly. PostgreSQL refuses NUL, and both lose surrogates that stand alone: such texts come from other
 * people's systems, and a payment must not fail for them.
 */
export function exactTexts(database: Database): Database {
  const write = (values: readonly SqlValue[]): SqlValue[] => values.map(toStored)
  return {
    dialect: database.dialect,
    listen: (channel, heard) => database.listen(channel, heard),
    close: () => database.close(),
    all: async (text, ...values) => (await database.all(text, ...write(values))).map(fromStoredRow),
    async get(text, ...values) {
      const row = await database.get(text, ...write(values))
      return row && fromStoredRow(row)
    },
    run: (text, ...values) => database.run(text, ...write(values)),
    transaction: (work) => database.transaction((sql) => exactly(work(sql))),
    snapshot: (work) => database.snapshot((sql) => exactly(work(sql))),
  }
}

function* exactly<T>(steps: SqlSteps<T>): SqlSteps<T> {
  let step = steps.next()
  while (!step.done) {
    let given: SqlRow[] | number
    try {
      given = yield toStoredStep(step.value)
    } catch (error) {
      step = steps.throw(error)
      continue
    }
    step = steps.next(typeof given === 'number' ? given : given.map(fromStoredRow))
  }
  return step.value
}

function toStoredStep(step: SqlStep): SqlStep {
  if ('text' in step) return { ...step, values: step.values.map(toStored) }
  return { ...step, name: String(toStored(step.name)) }
}

function toStored(value: SqlValue): SqlValue {
  if (typeof value !== 'string' || (value.isWellFormed() && !/[\0\uFDD0]/.test(value))) return value
  return value.replace(
    /[\0\uFDD0]|\p{Surrogate}/gu,
    (sign) => mark + sign.charCodeAt(0).toString(16).padStart(4, '0'),
  )
}

function fromStoredRow(row: SqlRow): SqlRow {
  const changed: Record<string, SqlValue> = {}
  let isExact = true
  for (const [column, value] of Object.entries(row)) {
    if (typeof value !== 'string' || !value.includes(mark)) continue
    changed[column] = value.replace(/\uFDD0([0-9a-f]{4})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    isExact = false
  }
  return isExact ? row : { ...row, ...changed }
}
