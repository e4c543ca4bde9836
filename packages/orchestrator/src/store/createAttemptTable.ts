import type { DatabaseSync } from 'node:sqlite'
import type { PaymentOutcome, PaymentValidationResult } from '@payloom/core/contract'
import type { OpenOutcome } from '../connectors/Connector.ts'
import type { Attempt, NewAttempt } from './Attempt.ts'

/** The tables `payments`, `attempts`, `results` and `burnt_attempts`. */
export interface AttemptTable {
  /** Adds the attempt unless its id is known. @param total the payment's, in minor units */
  insert(attempt: NewAttempt, total: number, now: string): void
  markAsked(attemptId: string, now: string): void
  markRefused(attemptId: string): void
  burn(attemptId: string, now: string): void
  isBurnt(attemptId: string): boolean
  find(attemptId: string): Attempt | undefined
  findFirstResult(attemptId: string): PaymentValidationResult | undefined
  /** The newest redirect that the attempt was answered. */
  findRedirect(attemptId: string): OpenOutcome | undefined
  findByPayment(paymentId: string): Attempt[] | undefined
  /** The company's id is kept once and never changed. */
  setCompanyId(attemptId: string, companyId: string): void
  /** Its money goes back from `time` on, or, without one, is kept after all. */
  markReturned(attemptId: string, time: string | null): void
  insertResult(attemptId: string, step: number, outcome: PaymentOutcome, now: string): void
}

const select = (which: 'min' | 'max'): string => `
  SELECT attempts.*, results.step, results.outcome FROM attempts
  LEFT JOIN results ON results.attempt_id = attempts.attempt_id
    AND results.step = (SELECT ${which}(step) FROM results WHERE results.attempt_id = attempts.attempt_id)
`

export function createAttemptTable(database: DatabaseSync): AttemptTable {
  const insertPayment = database.prepare('INSERT INTO payments VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const insertAttempt = database.prepare(
    `INSERT INTO attempts
       (attempt_id, payment_id, provider, method, value, currency, fingerprint, asked_at, created_at,
        customer_id, source_id, takes_part, stores, surcharge, total)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const setCompanyId = database.prepare(
    'UPDATE attempts SET company_id = ? WHERE attempt_id = ? AND company_id IS NULL',
  )
  const markAsked = database.prepare('UPDATE attempts SET asked_at = ?, may_arrive = 1 WHERE attempt_id = ?')
  const markRefused = database.prepare('UPDATE attempts SET may_arrive = 0 WHERE attempt_id = ?')
  const markReturned = database.prepare('UPDATE attempts SET returned_at = ? WHERE attempt_id = ?')
  const burn = database.prepare('INSERT INTO burnt_attempts VALUES (?, ?) ON CONFLICT DO NOTHING')
  const burnt = database.prepare('SELECT 1 FROM burnt_attempts WHERE attempt_id = ?')
  const insertResult = database.prepare('INSERT INTO results VALUES (?, ?, ?, ?)')
  const byId = database.prepare(`${select('max')} WHERE attempts.attempt_id = ?`)
  const first = database.prepare(`${select('min')} WHERE attempts.attempt_id = ?`)
  const byPayment = database.prepare(`${select('max')} WHERE attempts.payment_id = ? ORDER BY attempts.row`)
  const redirect = database.prepare(
    `SELECT outcome FROM results WHERE attempt_id = ? AND outcome ->> '$.outcome' = 'redirect'
     ORDER BY step DESC LIMIT 1`,
  )
  const payment = database.prepare('SELECT 1 FROM payments WHERE payment_id = ?')
  return {
    insert(attempt, total, now) {
      const { attemptId, paymentId, orderReference = null, provider, method, amount, fingerprint } = attempt
      insertPayment.run(paymentId, orderReference, now)
      const names = [attemptId, paymentId, provider, method] as const
      const { customerId = null, sourceId = null, takesPart, stores, due } = attempt
      const means = [customerId, sourceId, takesPart ? 1 : 0, stores ? 1 : 0] as const
      const more = [...means, amount.value - due.value, total] as const
      insertAttempt.run(...names, amount.value, amount.currency, fingerprint, now, now, ...more)
    },
    markAsked: (attemptId, now) => void markAsked.run(now, attemptId),
    markRefused: (attemptId) => void markRefused.run(attemptId),
    burn: (attemptId, now) => void burn.run(attemptId, now),
    isBurnt: (attemptId) => burnt.get(attemptId) !== undefined,
    find(attemptId) {
      const row = byId.get(attemptId)
      return row && readAttempt(row)
    },
    findFirstResult(attemptId) {
      const row = first.get(attemptId)
      return row && readAttempt(row).result
    },
    findRedirect(attemptId) {
      const row = redirect.get(attemptId)
      return row && (JSON.parse(String(row.outcome)) as OpenOutcome)
    },
    findByPayment: (paymentId) => payment.get(paymentId) && byPayment.all(paymentId).map(readAttempt),
    setCompanyId: (attemptId, companyId) => void setCompanyId.run(companyId, attemptId),
    markReturned: (attemptId, time) => void markReturned.run(time, attemptId),
    insertResult: (attemptId, step, outcome, now) =>
      void insertResult.run(attemptId, step, JSON.stringify(outcome), now),
  }
}

function readAttempt(row: Record<string, unknown>): Attempt {
  const companyId = typeof row.company_id === 'string' ? row.company_id : undefined
  const id = companyId === undefined ? {} : { id: companyId }
  const currency = String(row.currency)
  return {
    attemptId: String(row.attempt_id),
    paymentId: String(row.payment_id),
    provider: String(row.provider),
    method: String(row.method),
    amount: { value: Number(row.value), currency },
    surcharge: { value: Number(row.surcharge), currency },
    ...(row.total === null ? {} : { total: { value: Number(row.total), currency } }),
    isReturned: row.returned_at !== null,
    fingerprint: String(row.fingerprint),
    askedAt: String(row.asked_at),
    mayArrive: row.may_arrive === 1,
    takesPart: row.takes_part === 1,
    stores: row.stores === 1,
    ...(row.customer_id === null ? {} : { customerId: String(row.customer_id) }),
    ...(row.source_id === null ? {} : { sourceId: String(row.source_id) }),
    ...(companyId === undefined ? {} : { companyId }),
    ...(typeof row.outcome === 'string'
      ? { result: { ...id, step: Number(row.step), outcome: JSON.parse(row.outcome) as PaymentOutcome } }
      : {}),
  }
}
