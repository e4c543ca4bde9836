import type { DatabaseSync } from 'node:sqlite'
import type { PaymentOutcome, PaymentValidationResult } from '@payloom/core/contract'
import type { Attempt, NewAttempt } from './Attempt.ts'

/** The tables `payments`, `attempts`, `results` and `burnt_attempts`. */
export interface AttemptTable {
  /** Adds the attempt unless its id is known. */
  insert(attempt: NewAttempt, now: string): void
  markAsked(attemptId: string, now: string): void
  markRefused(attemptId: string): void
  burn(attemptId: string, now: string): void
  isBurnt(attemptId: string): boolean
  find(attemptId: string): Attempt | undefined
  findFirstResult(attemptId: string): PaymentValidationResult | undefined
  findByPayment(paymentId: string): Attempt[] | undefined
  /** The company's id is kept once and never changed. */
  setCompanyId(attemptId: string, companyId: string): void
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
    `INSERT INTO attempts (attempt_id, payment_id, provider, method, value, currency, fingerprint, asked_at, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const setCompanyId = database.prepare(
    'UPDATE attempts SET company_id = ? WHERE attempt_id = ? AND company_id IS NULL',
  )
  const markAsked = database.prepare('UPDATE attempts SET asked_at = ?, may_arrive = 1 WHERE attempt_id = ?')
  const markRefused = database.prepare('UPDATE attempts SET may_arrive = 0 WHERE attempt_id = ?')
  const burn = database.prepare('INSERT INTO burnt_attempts VALUES (?, ?) ON CONFLICT DO NOTHING')
  const burnt = database.prepare('SELECT 1 FROM burnt_attempts WHERE attempt_id = ?')
  const insertResult = database.prepare('INSERT INTO results VALUES (?, ?, ?, ?)')
  const byId = database.prepare(`${select('max')} WHERE attempts.attempt_id = ?`)
  const first = database.prepare(`${select('min')} WHERE attempts.attempt_id = ?`)
  const byPayment = database.prepare(`${select('max')} WHERE attempts.payment_id = ? ORDER BY attempts.row`)
  const payment = database.prepare('SELECT 1 FROM payments WHERE payment_id = ?')
  return {
    insert(attempt, now) {
      const { attemptId, paymentId, orderReference = null, provider, method, amount, fingerprint } = attempt
      insertPayment.run(paymentId, orderReference, now)
      const names = [attemptId, paymentId, provider, method] as const
      insertAttempt.run(...names, amount.value, amount.currency, fingerprint, now, now)
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
    findByPayment: (paymentId) => payment.get(paymentId) && byPayment.all(paymentId).map(readAttempt),
    setCompanyId: (attemptId, companyId) => void setCompanyId.run(companyId, attemptId),
    insertResult: (attemptId, step, outcome, now) =>
      void insertResult.run(attemptId, step, JSON.stringify(outcome), now),
  }
}

function readAttempt(row: Record<string, unknown>): Attempt {
  const companyId = typeof row.company_id === 'string' ? row.company_id : undefined
  const id = companyId === undefined ? {} : { id: companyId }
  return {
    attemptId: String(row.attempt_id),
    paymentId: String(row.payment_id),
    provider: String(row.provider),
    method: String(row.method),
    amount: { value: Number(row.value), currency: String(row.currency) },
    fingerprint: String(row.fingerprint),
    askedAt: String(row.asked_at),
    mayArrive: row.may_arrive === 1,
    ...(companyId === undefined ? {} : { companyId }),
    ...(typeof row.outcome === 'string'
      ? { result: { ...id, step: Number(row.step), outcome: JSON.parse(row.outcome) as PaymentOutcome } }
      : {}),
  }
}
