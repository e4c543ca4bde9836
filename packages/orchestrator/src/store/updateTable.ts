import type { Sql, SqlRow, SqlSteps } from '@payloom/bus/database'
import type { OrderUpdate } from '@payloom/core/contract'
import type { CompanyFact } from '../facts/CompanyFact.ts'
import type { OrderUpdateRow, UpdateStep } from '../updates/OrderUpdateRow.ts'

/** The tables `order_updates` and `update_steps`. */
export interface UpdateTable {
  /** Answers whether its id is new. */
  insert(sql: Sql, update: Omit<OrderUpdateRow, 'state' | 'reason'>, now: string): SqlSteps<boolean>
  find(sql: Sql, updateId: string): SqlSteps<OrderUpdateRow | undefined>
  /** Ends an update that is open. Answers whether it was. */
  end(sql: Sql, updateId: string, state: 'done' | 'rejected', reason?: string): SqlSteps<boolean>
  insertStep(sql: Sql, step: Omit<UpdateStep, 'state'>): SqlSteps<void>
  /** In the order in which they were planned. */
  findSteps(sql: Sql, updateId: string): SqlSteps<UpdateStep[]>
  findStep(sql: Sql, reference: string): SqlSteps<UpdateStep | undefined>
  /** What open updates still do to a payment. */
  findOpenSteps(sql: Sql, paymentId: string): SqlSteps<UpdateStep[]>
  /** The step that a fact of the attempt came of. A void has no name at its company. */
  findStepOf(sql: Sql, attemptId: string, fact: CompanyFact): SqlSteps<UpdateStep | undefined>
  markStep(sql: Sql, reference: string, state: UpdateStep['state']): SqlSteps<void>
}

const insertUpdate = `
  INSERT INTO order_updates (update_id, payment_id, body, hash, state, created_at) VALUES (?, ?, ?, ?, 'open', ?)
  ON CONFLICT DO NOTHING
`
const insertStep = `
  INSERT INTO update_steps (reference, update_id, attempt_id, action, value, currency, state)
  VALUES (?, ?, ?, ?, ?, ?, 'planned')
`
const openSteps = `
  SELECT update_steps.* FROM update_steps
  JOIN order_updates ON order_updates.update_id = update_steps.update_id
  WHERE order_updates.payment_id = ? AND order_updates.state = 'open' AND update_steps.state <> 'done'
`

/** Order updates of the shop, and what they ask of companies. */
export const updateTable: UpdateTable = {
  *insert(sql, { updateId, paymentId, body, hash }, now) {
    return (yield* sql.run(insertUpdate, updateId, paymentId, JSON.stringify(body), hash, now)) > 0
  },
  *find(sql, updateId) {
    const row = yield* sql.get('SELECT * FROM order_updates WHERE update_id = ?', updateId)
    return row && readUpdate(row)
  },
  *end(sql, updateId, state, reason) {
    const text = `UPDATE order_updates SET state = ?, reason = ? WHERE update_id = ? AND state = 'open'`
    return (yield* sql.run(text, state, reason ?? null, updateId)) > 0
  },
  *insertStep(sql, { reference, updateId, attemptId, action, amount }) {
    const money = [amount?.value ?? null, amount?.currency ?? null] as const
    yield* sql.run(insertStep, reference, updateId, attemptId, action, ...money)
  },
  *findSteps(sql, updateId) {
    return (yield* sql.all('SELECT * FROM update_steps WHERE update_id = ? ORDER BY row', updateId)).map(
      readStep,
    )
  },
  *findStep(sql, reference) {
    const row = yield* sql.get('SELECT * FROM update_steps WHERE reference = ?', reference)
    return row && readStep(row)
  },
  *findOpenSteps(sql, paymentId) {
    return (yield* sql.all(openSteps, paymentId)).map(readStep)
  },
  *findStepOf(sql, attemptId, { reference, kind }) {
    const named = reference === undefined ? undefined : yield* updateTable.findStep(sql, reference)
    if (named !== undefined) return named.attemptId === attemptId ? named : undefined
    if (kind !== 'voided') return undefined
    const text = `SELECT * FROM update_steps WHERE attempt_id = ? AND action = 'void' AND state <> 'planned'`
    const row = yield* sql.get(text, attemptId)
    return row && readStep(row)
  },
  *markStep(sql, reference, state) {
    yield* sql.run('UPDATE update_steps SET state = ? WHERE reference = ?', state, reference)
  },
}

function readUpdate(row: SqlRow): OrderUpdateRow {
  return {
    updateId: String(row.update_id),
    paymentId: String(row.payment_id),
    body: JSON.parse(String(row.body)) as OrderUpdate,
    hash: String(row.hash),
    state: row.state as OrderUpdateRow['state'],
    ...(row.reason === null ? {} : { reason: String(row.reason) }),
  }
}

function readStep(row: SqlRow): UpdateStep {
  return {
    reference: String(row.reference),
    updateId: String(row.update_id),
    attemptId: String(row.attempt_id),
    action: row.action as UpdateStep['action'],
    ...(row.currency === null
      ? {}
      : { amount: { value: Number(row.value), currency: String(row.currency) } }),
    state: row.state as UpdateStep['state'],
  }
}
