import { createHash } from 'node:crypto'
import type { Sql, SqlRow, SqlSteps } from '@payloom/bus/database'
import type { CompanyStoredMethod } from '../connectors/Connector.ts'
import type { Attempt } from './Attempt.ts'
import type { KeptMethod } from './KeptMethod.ts'

/** The table `stored_methods`. A row that its customer deleted stays until the company has forgotten it too. */
export interface StoredTable {
  /** Keeps what an attempt of a customer led to, once: whatever the company says of it later adds nothing. */
  keep(sql: Sql, attempt: Attempt, stored: CompanyStoredMethod, now: string): SqlSteps<void>
  /** Without deleted ones, oldest first. */
  findByCustomer(sql: Sql, customerId: string): SqlSteps<KeptMethod[]>
  /** Deleted ones too. */
  find(sql: Sql, id: string): SqlSteps<KeptMethod | undefined>
  /** Answers whether the customer had it. */
  markDeleted(sql: Sql, customerId: string, id: string, now: string): SqlSteps<boolean>
  /** Whether an attempt that is under way pays with it. */
  isInUse(sql: Sql, id: string): SqlSteps<boolean>
  remove(sql: Sql, id: string): SqlSteps<void>
}

/** An attempt with one of these is under way no more. */
const over = `('authorized', 'captured', 'failed', 'canceled', 'expired', 'voided')`

const useOf = `
  SELECT 1 AS one FROM attempts
  LEFT JOIN results ON results.attempt_id = attempts.attempt_id
    AND results.step = (SELECT max(step) FROM results WHERE results.attempt_id = attempts.attempt_id)
  WHERE attempts.source_id = ?
    AND (results.kind IS NULL OR results.kind NOT IN ('complete', 'failed', 'canceled', 'expired'))
    AND NOT EXISTS (SELECT 1 FROM facts WHERE facts.attempt_id = attempts.attempt_id
      AND facts.quarantine_reason IS NULL AND facts.kind IN ${over})
`

const insertMethod = `
  INSERT INTO stored_methods
    (id, customer_id, provider, method, reference, title, brand, last4, expiry, needs_cvc, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
`

/** Stored methods of customers. */
export const storedTable: StoredTable = {
  *keep(sql, attempt, stored, now) {
    const { attemptId, customerId, provider, method } = attempt
    if (customerId === undefined) return
    const id = `sm_${createHash('sha256').update(`stored:${attemptId}`).digest('hex').slice(0, 32)}`
    const mark = 'UPDATE attempts SET stored_as = ? WHERE attempt_id = ? AND stores = 1 AND stored_as IS NULL'
    if ((yield* sql.run(mark, id, attemptId)) === 0) return
    const { reference, title, brand = null, last4 = null, expiry = null, needsCvc } = stored
    const shown = [title, brand, last4, expiry, needsCvc ? 1 : 0] as const
    yield* sql.run(insertMethod, id, customerId, provider, method, reference, ...shown, now)
  },
  *findByCustomer(sql, customerId) {
    const text = 'SELECT * FROM stored_methods WHERE customer_id = ? AND deleted_at IS NULL ORDER BY row'
    return (yield* sql.all(text, customerId)).map(readMethod)
  },
  *find(sql, id) {
    const row = yield* sql.get('SELECT * FROM stored_methods WHERE id = ?', id)
    return row && readMethod(row)
  },
  *markDeleted(sql, customerId, id, now) {
    const text =
      'UPDATE stored_methods SET deleted_at = ? WHERE customer_id = ? AND id = ? AND deleted_at IS NULL'
    return (yield* sql.run(text, now, customerId, id)) > 0
  },
  *isInUse(sql, id) {
    return (yield* sql.get(useOf, id)) !== undefined
  },
  *remove(sql, id) {
    yield* sql.run('DELETE FROM stored_methods WHERE id = ?', id)
  },
}

function readMethod(row: SqlRow): KeptMethod {
  const text = (name: 'brand' | 'last4' | 'expiry'): object =>
    row[name] === null ? {} : { [name]: String(row[name]) }
  return {
    id: String(row.id),
    customerId: String(row.customer_id),
    provider: String(row.provider),
    method: String(row.method),
    reference: String(row.reference),
    title: String(row.title),
    ...{ ...text('brand'), ...text('last4'), ...text('expiry') },
    needsCvc: row.needs_cvc === 1,
    ...(row.deleted_at === null ? {} : { isDeleted: true }),
  }
}
