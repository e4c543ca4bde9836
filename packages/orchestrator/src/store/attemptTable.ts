import type { Sql, SqlRow, SqlSteps } from '@payloom/bus/database'
import type { PaymentOutcome, PaymentValidationResult } from '@payloom/core/contract'
import type { OpenOutcome } from '../connectors/Connector.ts'
import type { Attempt, NewAttempt } from './Attempt.ts'

/** The tables `payments`, `attempts`, `results` and `burnt_attempts`. */
export interface AttemptTable {
  /** Adds the attempt. @param total the payment's, in minor units. @returns whether its id is new. */
  insert(sql: Sql, attempt: NewAttempt, total: number, now: string): SqlSteps<boolean>
  markAsked(sql: Sql, attemptId: string, now: string): SqlSteps<void>
  /** Changes nothing when it was asked for again since `askedAt`. */
  markRefused(sql: Sql, attemptId: string, askedAt: string): SqlSteps<void>
  burn(sql: Sql, attemptId: string, now: string): SqlSteps<void>
  isBurnt(sql: Sql, attemptId: string): SqlSteps<boolean>
  find(sql: Sql, attemptId: string): SqlSteps<Attempt | undefined>
  findFirstResult(sql: Sql, attemptId: string): SqlSteps<PaymentValidationResult | undefined>
  /** The newest redirect that the attempt was answered. */
  findRedirect(sql: Sql, attemptId: string): SqlSteps<OpenOutcome | undefined>
  findByPayment(sql: Sql, paymentId: string): SqlSteps<Attempt[] | undefined>
  /** The company's id is kept once and never changed. */
  setCompanyId(sql: Sql, attemptId: string, companyId: string): SqlSteps<void>
  /** Its money goes back from `time` on, or, without one, is kept after all. */
  markReturned(sql: Sql, attemptId: string, time: string | null): SqlSteps<void>
  insertResult(
    sql: Sql,
    attemptId: string,
    step: number,
    outcome: PaymentOutcome,
    now: string,
  ): SqlSteps<void>
}

const select = (which: 'min' | 'max'): string => `
  SELECT attempts.*, results.step, results.outcome FROM attempts
  LEFT JOIN results ON results.attempt_id = attempts.attempt_id
    AND results.step = (SELECT ${which}(step) FROM results WHERE results.attempt_id = attempts.attempt_id)
`

const byId = `${select('max')} WHERE attempts.attempt_id = ?`
const first = `${select('min')} WHERE attempts.attempt_id = ?`
const byPayment = `${select('max')} WHERE attempts.payment_id = ? ORDER BY attempts.row`

const insertAttempt = `
  INSERT INTO attempts
    (attempt_id, payment_id, provider, method, value, currency, fingerprint, asked_at, created_at,
     customer_id, source_id, takes_part, stores, surcharge, total)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
`

/** Attempts and their answers. */
export const attemptTable: AttemptTable = {
  *insert(sql, attempt, total, now) {
    const { attemptId, paymentId, orderReference = null, provider, method, amount, fingerprint } = attempt
    const payment = 'INSERT INTO payments (payment_id, order_reference, created_at) VALUES (?, ?, ?)'
    yield* sql.run(`${payment} ON CONFLICT DO NOTHING`, paymentId, orderReference, now)
    const names = [attemptId, paymentId, provider, method] as const
    const { customerId = null, sourceId = null, takesPart, stores, due } = attempt
    const means = [customerId, sourceId, takesPart ? 1 : 0, stores ? 1 : 0] as const
    const more = [...means, amount.value - due.value, total] as const
    const money = [amount.value, amount.currency] as const
    return (yield* sql.run(insertAttempt, ...names, ...money, fingerprint, now, now, ...more)) > 0
  },
  *markAsked(sql, attemptId, now) {
    yield* sql.run('UPDATE attempts SET asked_at = ?, may_arrive = 1 WHERE attempt_id = ?', now, attemptId)
  },
  *markRefused(sql, attemptId, askedAt) {
    const text = 'UPDATE attempts SET may_arrive = 0 WHERE attempt_id = ? AND asked_at = ?'
    yield* sql.run(text, attemptId, askedAt)
  },
  *burn(sql, attemptId, now) {
    const text = 'INSERT INTO burnt_attempts (attempt_id, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING'
    yield* sql.run(text, attemptId, now)
  },
  *isBurnt(sql, attemptId) {
    const text = 'SELECT 1 AS one FROM burnt_attempts WHERE attempt_id = ?'
    return (yield* sql.get(text, attemptId)) !== undefined
  },
  *find(sql, attemptId) {
    const row = yield* sql.get(byId, attemptId)
    return row && readAttempt(row)
  },
  *findFirstResult(sql, attemptId) {
    const row = yield* sql.get(first, attemptId)
    return row && readAttempt(row).result
  },
  *findRedirect(sql, attemptId) {
    const row = yield* sql.get(
      "SELECT outcome FROM results WHERE attempt_id = ? AND kind = 'redirect' ORDER BY step DESC LIMIT 1",
      attemptId,
    )
    return row && (JSON.parse(String(row.outcome)) as OpenOutcome)
  },
  *findByPayment(sql, paymentId) {
    const rows = yield* sql.all(byPayment, paymentId)
    if (rows.length > 0) return rows.map(readAttempt)
    const text = 'SELECT 1 AS one FROM payments WHERE payment_id = ?'
    return (yield* sql.get(text, paymentId)) && []
  },
  *setCompanyId(sql, attemptId, companyId) {
    const text = 'UPDATE attempts SET company_id = ? WHERE attempt_id = ? AND company_id IS NULL'
    yield* sql.run(text, companyId, attemptId)
  },
  *markReturned(sql, attemptId, time) {
    yield* sql.run('UPDATE attempts SET returned_at = ? WHERE attempt_id = ?', time, attemptId)
  },
  *insertResult(sql, attemptId, step, outcome, now) {
    const text = 'INSERT INTO results (attempt_id, step, outcome, created_at) VALUES (?, ?, ?, ?)'
    yield* sql.run(text, attemptId, step, JSON.stringify(outcome), now)
  },
}

function readAttempt(row: SqlRow): Attempt {
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
