import type { SqlSteps, Transaction } from '@payloom/bus/database'

/**
 * For what decides by whether an attempt is known. SQLite lets one transaction write at a time, PostgreSQL as many as come: what two of them must not
 * decide at the same time needs a lock. Taken before the payment's, always: two orders would be a deadlock.
 */
export function lockAttempt(sql: Transaction, attemptId: string): SqlSteps<void> {
  return sql.lock(`attempt ${attemptId}`)
}

/** For what decides over a payment's attempts and facts. What was read before of what can change has to be read again. */
export function lockPayment(sql: Transaction, paymentId: string): SqlSteps<void> {
  return sql.lock(`payment ${paymentId}`)
}
