import type { Sql, SqlSteps, SqlValue } from '@payloom/bus/database'
import type { Fact } from '@payloom/core/contract'
import type { PaymentRecord, StoredAttempt } from '../payment/PaymentRecord.ts'
import type { StoredOrderUpdate } from '../payment/StoredOrderUpdate.ts'
import { personalSince } from '../retention/personalData.ts'

type Row = Record<string, SqlValue>

/**
 * Writes what a change made of a record; to be called inside the transaction that loaded `before`, as its last steps: from when the change
 * is counted, no other change can be, so that changes are seen in the order of their numbers.
 */
export function* saveRecord(
  sql: Sql,
  before: PaymentRecord | undefined,
  after: PaymentRecord,
): SqlSteps<void> {
  const key = { tenant: after.tenant, payment_id: after.paymentId }
  for (const { attemptId } of before?.attempts ?? []) {
    if (after.attempts.some((other) => other.attemptId === attemptId)) continue
    for (const table of ['attempts', 'answers']) {
      yield* sql.run(
        `DELETE FROM ${table} WHERE tenant = ? AND payment_id = ? AND attempt_id = ?`,
        key.tenant,
        key.payment_id,
        attemptId,
      )
    }
  }
  for (const [position, attempt] of after.attempts.entries()) {
    if (before?.attempts[position] === attempt) continue
    yield* put(sql, 'attempts', 3, { ...key, ...attemptRow(attempt, position) })
    const known = before?.attempts.find(({ attemptId }) => attemptId === attempt.attemptId)?.answers
    for (const answer of attempt.answers) {
      if (known?.includes(answer)) continue
      yield* put(sql, 'answers', 4, {
        ...{ ...key, attempt_id: attempt.attemptId, answered_step: answer.answeredStep },
        ...{ request_hash: answer.requestHash, step: answer.step, outcome: JSON.stringify(answer.outcome) },
      })
    }
  }
  for (const fact of after.facts) {
    if (!before?.facts.includes(fact)) yield* put(sql, 'facts', 3, { ...key, ...factRow(fact) })
  }
  for (const [position, update] of after.updates.entries()) {
    if (!before?.updates.includes(update)) yield* putUpdate(sql, after, update, position)
  }
  for (const attemptId of after.burnt) {
    if (!before?.burnt.includes(attemptId)) {
      yield* put(sql, 'burnt_attempts', 3, { ...key, attempt_id: attemptId })
    }
  }
  for (const [position, { status, at }] of after.history.entries()) {
    if (position >= (before?.history.length ?? 0))
      yield* put(sql, 'history', 3, { ...key, position, status, at })
  }
  const counted = yield* sql.get(
    "UPDATE meta SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE key = 'change' RETURNING value",
  )
  yield* put(sql, 'payments', 2, paymentRow(after, Number(counted?.value)))
}

const upserts = new Map<string, string>()

/** Writes a row over the one of the same key, which is made of its first columns. */
function* put(sql: Sql, table: string, keys: number, row: Row): SqlSteps<void> {
  const known = upserts.get(table) ?? upsertOf(table, keys, Object.keys(row))
  upserts.set(table, known)
  yield* sql.run(known, ...Object.values(row))
}

function upsertOf(table: string, keys: number, columns: readonly string[]): string {
  const marks = columns.map(() => '?').join(', ')
  const changes = columns.slice(keys).map((column) => `${column} = excluded.${column}`)
  const action = changes.length === 0 ? 'NOTHING' : `UPDATE SET ${changes.join(', ')}`
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks}) ON CONFLICT (${columns.slice(0, keys).join(', ')}) DO ${action}`
}

function paymentRow(record: PaymentRecord, change: number): Row {
  return {
    tenant: record.tenant,
    payment_id: record.paymentId,
    kind: record.kind,
    version: record.version,
    total: record.total.value,
    currency: record.total.currency,
    order_id: record.orderId ?? null,
    order_version: record.orderVersion ?? null,
    seq: record.seq,
    updated_at: record.updatedAt,
    change,
    customer_id: record.customerId ?? null,
    held_since: record.heldSince ?? null,
    due_at: record.due?.at ?? null,
    due_tries: record.due?.tries ?? null,
    unpaid_since: record.unpaidSince ?? null,
    personal_since: personalSince(record) ?? null,
  }
}

function attemptRow(attempt: StoredAttempt, position: number): Row {
  return {
    attempt_id: attempt.attemptId,
    position,
    provider: attempt.provider,
    method: attempt.method,
    title: attempt.title,
    amount: attempt.amount.value,
    surcharge: attempt.surcharge?.value ?? null,
    currency: attempt.amount.currency,
    is_offline: attempt.isOffline ? 1 : 0,
    version: attempt.version,
    request_hash: attempt.requestHash,
    running_step: attempt.running?.answeredStep ?? null,
    lease_until: attempt.running?.leaseUntil ?? null,
    unknown_since: attempt.unknownSince ?? null,
    company_id: attempt.companyId ?? null,
    placed: attempt.placed ? 1 : 0,
    step: attempt.step,
    outcome: attempt.outcome ? JSON.stringify(attempt.outcome) : null,
    created_at: attempt.createdAt,
    country: attempt.country ?? null,
    return_hash: attempt.returnHash ?? null,
    returned: attempt.returned ? JSON.stringify(attempt.returned) : null,
    settled_at: attempt.settledAt ?? null,
    duplicate_at: attempt.duplicateAt ?? null,
  }
}

function factRow(fact: Fact): Row {
  return {
    fact_id: fact.factId,
    attempt_id: fact.attemptId,
    kind: fact.kind,
    amount: fact.amount?.value ?? null,
    currency: fact.amount?.currency ?? null,
    provider_time: fact.providerTime ?? null,
    confirmed: fact.confirmed ? 1 : 0,
    tracking: fact.tracking ? JSON.stringify(fact.tracking) : null,
    order_update_id: fact.orderUpdateId ?? null,
  }
}

/** The id of an update stands once in a tenant, so it never changes its payment. */
const putUpdateText = `
  INSERT INTO order_updates (tenant, update_id, payment_id, position, request_hash, body, accepted_at, due_at, tries, sent_at, rejected_at, reason)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (update_id, tenant) DO UPDATE SET body = excluded.body, due_at = excluded.due_at, tries = excluded.tries,
    sent_at = excluded.sent_at, rejected_at = excluded.rejected_at, reason = excluded.reason
  WHERE order_updates.payment_id = excluded.payment_id`

function* putUpdate(
  sql: Sql,
  { tenant, paymentId }: PaymentRecord,
  update: StoredOrderUpdate,
  position: number,
): SqlSteps<void> {
  const written = yield* sql.run(
    putUpdateText,
    tenant,
    update.updateId,
    paymentId,
    position,
    update.requestHash,
    JSON.stringify(update.body),
    update.acceptedAt,
    update.dueAt ?? null,
    update.tries,
    update.sentAt ?? null,
    update.rejectedAt ?? null,
    update.reason ?? null,
  )
  if (written === 0) {
    throw new Error(
      `PaymentStore.update: the order update ${update.updateId} belongs to another payment. Give each update an id of its own.`,
    )
  }
}
