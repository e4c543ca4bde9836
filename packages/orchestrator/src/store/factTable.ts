import type { Sql, SqlRow, SqlSteps } from '@payloom/bus/database'
import type { Fact, Tracking } from '@payloom/core/contract'

/** The table `facts`, which only grows. */
export interface FactTable {
  /** Answers whether the fact is new. A known one can still become confirmed. */
  insert(sql: Sql, fact: Fact, now: string, quarantineReason?: string): SqlSteps<boolean>
  /** Says of a known fact which order update it came of, unless that is known. Answers whether it was not. */
  attachUpdate(sql: Sql, factId: string, attemptId: string, updateId: string): SqlSteps<boolean>
  findByAttempt(sql: Sql, attemptId: string): SqlSteps<Fact[]>
}

const insertFact = `
  INSERT INTO facts
    (fact_id, attempt_id, kind, value, currency, provider_time, confirmed, quarantine_reason, created_at,
     tracking, order_update_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
`

/** What happened to attempts, as far as their companies told. */
export const factTable: FactTable = {
  *insert(sql, fact, now, quarantineReason) {
    const { factId, attemptId, kind, amount, providerTime = null, confirmed, tracking, orderUpdateId } = fact
    const money = [amount?.value ?? null, amount?.currency ?? null] as const
    const flags = [confirmed ? 1 : 0, quarantineReason ?? null] as const
    const names = [factId, attemptId, kind] as const
    const update = [tracking ? JSON.stringify(tracking) : null, orderUpdateId ?? null] as const
    const added = yield* sql.run(insertFact, ...names, ...money, providerTime, ...flags, now, ...update)
    if (confirmed) {
      yield* sql.run('UPDATE facts SET confirmed = 1 WHERE fact_id = ? AND attempt_id = ?', factId, attemptId)
    }
    return added > 0
  },
  *attachUpdate(sql, factId, attemptId, updateId) {
    const text = `UPDATE facts SET order_update_id = ? WHERE fact_id = ? AND attempt_id = ?
      AND order_update_id IS NULL AND quarantine_reason IS NULL`
    return (yield* sql.run(text, updateId, factId, attemptId)) > 0
  },
  *findByAttempt(sql, attemptId) {
    const text = 'SELECT * FROM facts WHERE attempt_id = ? AND quarantine_reason IS NULL ORDER BY row'
    return (yield* sql.all(text, attemptId)).map(readFact)
  },
}

function readFact(row: SqlRow): Fact {
  return {
    factId: String(row.fact_id),
    attemptId: String(row.attempt_id),
    kind: String(row.kind),
    ...(row.currency === null
      ? {}
      : { amount: { value: Number(row.value), currency: String(row.currency) } }),
    ...(row.provider_time === null ? {} : { providerTime: String(row.provider_time) }),
    ...(row.tracking === null ? {} : { tracking: JSON.parse(String(row.tracking)) as Tracking }),
    ...(row.order_update_id === null ? {} : { orderUpdateId: String(row.order_update_id) }),
    ...(row.confirmed === 1 ? { confirmed: true } : {}),
  }
}
