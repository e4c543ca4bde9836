import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { Decision } from '../methods/method.ts'
import type { ActionType } from '../payments/payment.ts'

/** One thing to be done in the browser. `result` proves the decision; it counts once, from `usedAt` on it counts no more. */
export interface ActionRow {
  id: string
  payment: string
  type: ActionType
  step: number
  steps: number
  decision?: Decision
  result?: string
  usedAt?: number
}

/** The actions, oldest first. */
export interface ActionTable {
  insert(row: Pick<ActionRow, 'id' | 'payment' | 'type' | 'step' | 'steps'>): void
  find(id: string): ActionRow | undefined
  /** The action of a payment that is still open. */
  findOpen(payment: string): ActionRow | undefined
  decide(id: string, decision: Decision, result: string): void
  use(id: string, usedAt: number): void
}

/** Binds the table to its file. */
export function createActionTable(database: DatabaseSync): ActionTable {
  const insert = database.prepare(
    'INSERT INTO actions (id, payment, type, step, steps) VALUES (?, ?, ?, ?, ?)',
  )
  const find = database.prepare('SELECT * FROM actions WHERE id = ?')
  const findOpen = database.prepare(
    'SELECT * FROM actions WHERE payment = ? AND used_at IS NULL ORDER BY row DESC LIMIT 1',
  )
  const decide = database.prepare('UPDATE actions SET decision = ?, result = ? WHERE id = ?')
  const use = database.prepare('UPDATE actions SET used_at = ? WHERE id = ?')
  return {
    insert({ id, payment, type, step, steps }) {
      insert.run(id, payment, type, step, steps)
    },
    find: (id) => readRow(find.get(id)),
    findOpen: (payment) => readRow(findOpen.get(payment)),
    decide(id, decision, result) {
      decide.run(decision, result, id)
    },
    use(id, usedAt) {
      use.run(usedAt, id)
    },
  }
}

function readRow(row: Record<string, SQLOutputValue> | undefined): ActionRow | undefined {
  if (row === undefined) return undefined
  return {
    id: String(row.id),
    payment: String(row.payment),
    type: String(row.type) as ActionType,
    step: Number(row.step),
    steps: Number(row.steps),
    ...(row.decision === null ? {} : { decision: String(row.decision) as Decision }),
    ...(row.result === null ? {} : { result: String(row.result) }),
    ...(row.used_at === null ? {} : { usedAt: Number(row.used_at) }),
  }
}
