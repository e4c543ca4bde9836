import type { DatabaseSync } from 'node:sqlite'
import type { Fact } from '@payloom/core/contract'

/** The table `facts`, which only grows. */
export interface FactTable {
  /** Answers whether the fact is new. A known one can still become confirmed. */
  insert(fact: Fact, now: string, quarantineReason?: string): boolean
  findByAttempt(attemptId: string): Fact[]
}

export function createFactTable(database: DatabaseSync): FactTable {
  const insert = database.prepare(
    `INSERT INTO facts
       (fact_id, attempt_id, kind, value, currency, provider_time, confirmed, quarantine_reason, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const confirm = database.prepare('UPDATE facts SET confirmed = 1 WHERE fact_id = ? AND attempt_id = ?')
  const byAttempt = database.prepare(
    'SELECT * FROM facts WHERE attempt_id = ? AND quarantine_reason IS NULL ORDER BY row',
  )
  return {
    insert(fact, now, quarantineReason) {
      const { factId, attemptId, kind, amount, providerTime = null, confirmed } = fact
      const money = [amount?.value ?? null, amount?.currency ?? null] as const
      const flags = [confirmed ? 1 : 0, quarantineReason ?? null] as const
      const { changes } = insert.run(factId, attemptId, kind, ...money, providerTime, ...flags, now)
      if (confirmed) confirm.run(factId, attemptId)
      return changes > 0
    },
    findByAttempt: (attemptId) => byAttempt.all(attemptId).map(readFact),
  }
}

function readFact(row: Record<string, unknown>): Fact {
  return {
    factId: String(row.fact_id),
    attemptId: String(row.attempt_id),
    kind: String(row.kind),
    ...(row.currency === null
      ? {}
      : { amount: { value: Number(row.value), currency: String(row.currency) } }),
    ...(row.provider_time === null ? {} : { providerTime: String(row.provider_time) }),
    ...(row.confirmed === 1 ? { confirmed: true } : {}),
  }
}
