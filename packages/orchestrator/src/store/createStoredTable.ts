import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { CompanyStoredMethod } from '../connectors/Connector.ts'
import type { Attempt } from './Attempt.ts'
import type { KeptMethod } from './KeptMethod.ts'

/** The table `stored_methods`. A row that its customer deleted stays until the company has forgotten it too. */
export interface StoredTable {
  /** Keeps what an attempt of a customer led to, once: whatever the company says of it later adds nothing. */
  keep(attempt: Attempt, stored: CompanyStoredMethod, now: string): void
  /** Without deleted ones, oldest first. */
  findByCustomer(customerId: string): KeptMethod[]
  /** Deleted ones too. */
  find(id: string): KeptMethod | undefined
  /** Answers whether the customer had it. */
  markDeleted(customerId: string, id: string, now: string): boolean
  /** Whether an attempt that is under way pays with it. */
  isInUse(id: string): boolean
  remove(id: string): void
}

/** An attempt with one of these is under way no more. */
const over = `('authorized', 'captured', 'failed', 'canceled', 'expired', 'voided')`

const useOf = `
  SELECT 1 FROM attempts
  LEFT JOIN results ON results.attempt_id = attempts.attempt_id
    AND results.step = (SELECT max(step) FROM results WHERE results.attempt_id = attempts.attempt_id)
  WHERE attempts.source_id = ?
    AND (results.outcome IS NULL
      OR results.outcome ->> '$.outcome' NOT IN ('complete', 'failed', 'canceled', 'expired'))
    AND NOT EXISTS (SELECT 1 FROM facts WHERE facts.attempt_id = attempts.attempt_id
      AND facts.quarantine_reason IS NULL AND facts.kind IN ${over})
`

export function createStoredTable(database: DatabaseSync): StoredTable {
  const insert = database.prepare(
    `INSERT INTO stored_methods
       (id, customer_id, provider, method, reference, title, brand, last4, expiry, needs_cvc, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const markStored = database.prepare(
    'UPDATE attempts SET stored_as = ? WHERE attempt_id = ? AND stores = 1 AND stored_as IS NULL',
  )
  const byCustomer = database.prepare(
    'SELECT * FROM stored_methods WHERE customer_id = ? AND deleted_at IS NULL ORDER BY row',
  )
  const byId = database.prepare('SELECT * FROM stored_methods WHERE id = ?')
  const markDeleted = database.prepare(
    'UPDATE stored_methods SET deleted_at = ? WHERE customer_id = ? AND id = ? AND deleted_at IS NULL',
  )
  const remove = database.prepare('DELETE FROM stored_methods WHERE id = ?')
  const use = database.prepare(useOf)
  return {
    keep(attempt, stored, now) {
      const { attemptId, customerId, provider, method } = attempt
      const id = `sm_${createHash('sha256').update(`stored:${attemptId}`).digest('hex').slice(0, 32)}`
      if (customerId === undefined || markStored.run(id, attemptId).changes === 0) return
      const { reference, title, brand = null, last4 = null, expiry = null, needsCvc } = stored
      const shown = [title, brand, last4, expiry, needsCvc ? 1 : 0] as const
      insert.run(id, customerId, provider, method, reference, ...shown, now)
    },
    findByCustomer: (customerId) => byCustomer.all(customerId).map(readMethod),
    find(id) {
      const row = byId.get(id)
      return row && readMethod(row)
    },
    markDeleted: (customerId, id, now) => markDeleted.run(now, customerId, id).changes > 0,
    isInUse: (id) => use.get(id) !== undefined,
    remove: (id) => void remove.run(id),
  }
}

function readMethod(row: Record<string, unknown>): KeptMethod {
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
