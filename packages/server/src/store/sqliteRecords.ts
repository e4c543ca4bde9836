import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Fact, PaymentOutcome } from '@payloom/core/contract'
import type {
  PaymentKey,
  PaymentRecord,
  StoredAnswer,
  StoredAttempt,
  StoredReturn,
} from '../payment/PaymentRecord.ts'
import { prepared } from './prepared.ts'

type Row = Record<string, SQLInputValue>

/** Reads a whole record; to be called inside a transaction. */
export function loadRecord(
  database: DatabaseSync,
  key: PaymentKey,
  epoch: number,
): PaymentRecord | undefined {
  const rows = (table: string, order = ''): Row[] =>
    prepared(database, `SELECT * FROM ${table} WHERE tenant = ? AND payment_id = ? ${order}`).all(
      key.tenant,
      key.paymentId,
    )
  const payment = rows('payments')[0]
  if (!payment) return undefined
  const answers = rows('answers', 'ORDER BY answered_step')
  return {
    tenant: key.tenant,
    paymentId: key.paymentId,
    kind: payment.kind as PaymentRecord['kind'],
    ...optional('customerId', payment.customer_id as string | null),
    version: text(payment.version),
    total: { value: Number(payment.total), currency: text(payment.currency) },
    ...optional('orderId', payment.order_id as string | null),
    ...optional('orderVersion', payment.order_version as string | null),
    attempts: rows('attempts', 'ORDER BY position').map((row) =>
      attemptFromRow(
        row,
        answers.filter((answer) => answer.attempt_id === row.attempt_id),
      ),
    ),
    facts: rows('facts', 'ORDER BY rowid').map(factFromRow),
    updates: [],
    burnt: rows('burnt_attempts').map((row) => text(row.attempt_id)),
    history: rows('history', 'ORDER BY position').map((row) => ({
      status: text(row.status),
      at: text(row.at),
    })),
    seq: Number(payment.seq),
    epoch,
    updatedAt: text(payment.updated_at),
    ...(payment.held_since === null ? {} : { heldSince: Number(payment.held_since) }),
    ...(payment.unpaid_since === null ? {} : { unpaidSince: Number(payment.unpaid_since) }),
    ...(payment.due_at === null
      ? {}
      : { due: { at: Number(payment.due_at), tries: Number(payment.due_tries) } }),
  }
}

function attemptFromRow(row: Row, answers: Row[]): StoredAttempt {
  const currency = text(row.currency)
  return {
    attemptId: text(row.attempt_id),
    provider: text(row.provider),
    method: text(row.method),
    title: text(row.title),
    amount: { value: Number(row.amount), currency },
    ...(row.surcharge === null ? {} : { surcharge: { value: Number(row.surcharge), currency } }),
    isOffline: row.is_offline === 1,
    version: text(row.version),
    requestHash: text(row.request_hash),
    ...(row.running_step === null
      ? {}
      : { running: { answeredStep: Number(row.running_step), leaseUntil: Number(row.lease_until) } }),
    ...(row.unknown_since === null ? {} : { unknownSince: Number(row.unknown_since) }),
    ...optional('companyId', row.company_id as string | null),
    ...(row.placed === 1 ? { placed: true } : {}),
    step: Number(row.step),
    ...(row.outcome === null ? {} : { outcome: JSON.parse(text(row.outcome)) as PaymentOutcome }),
    answers: answers.map(
      (answer): StoredAnswer => ({
        answeredStep: Number(answer.answered_step),
        requestHash: text(answer.request_hash),
        step: Number(answer.step),
        outcome: JSON.parse(text(answer.outcome)) as PaymentOutcome,
      }),
    ),
    createdAt: text(row.created_at),
    ...optional('country', row.country as string | null),
    ...optional('returnHash', row.return_hash as string | null),
    ...(row.returned === null ? {} : { returned: JSON.parse(text(row.returned)) as StoredReturn }),
    ...optional('settledAt', row.settled_at as string | null),
    ...optional('duplicateAt', row.duplicate_at as string | null),
  }
}

function factFromRow(row: Row): Fact {
  return {
    factId: text(row.fact_id),
    attemptId: text(row.attempt_id),
    kind: text(row.kind),
    ...(row.amount === null ? {} : { amount: { value: Number(row.amount), currency: text(row.currency) } }),
    ...optional('providerTime', row.provider_time as string | null),
    ...(row.confirmed === 1 ? { confirmed: true } : {}),
  }
}

/** Writes what a change made of a record; to be called inside the transaction that loaded `before`. */
export function saveRecord(
  database: DatabaseSync,
  before: PaymentRecord | undefined,
  after: PaymentRecord,
  change: number,
): void {
  const key = [after.tenant, after.paymentId] as const
  const put = (table: string, ...values: SQLInputValue[]): void => {
    const marks = [...key, ...values].map(() => '?').join(', ')
    prepared(database, `INSERT OR REPLACE INTO ${table} VALUES (${marks})`).run(...key, ...values)
  }
  put(
    'payments',
    after.kind,
    after.version,
    after.total.value,
    after.total.currency,
    after.orderId ?? null,
    after.orderVersion ?? null,
    after.seq,
    after.updatedAt,
    change,
    after.customerId ?? null,
    after.heldSince ?? null,
    after.due?.at ?? null,
    after.due?.tries ?? null,
    after.unpaidSince ?? null,
  )
  for (const attempt of before?.attempts ?? []) {
    if (!after.attempts.some((other) => other.attemptId === attempt.attemptId)) {
      prepared(database, 'DELETE FROM attempts WHERE tenant = ? AND payment_id = ? AND attempt_id = ?').run(
        ...key,
        attempt.attemptId,
      )
    }
  }
  for (const [position, attempt] of after.attempts.entries()) {
    if (before?.attempts.includes(attempt)) continue
    put('attempts', ...attemptValues(attempt, position))
    for (const { answeredStep, requestHash, step, outcome } of attempt.answers) {
      put('answers', attempt.attemptId, answeredStep, requestHash, step, JSON.stringify(outcome))
    }
  }
  for (const fact of after.facts) {
    if (!before?.facts.includes(fact)) put('facts', ...factValues(fact))
  }
  for (const attemptId of after.burnt) {
    if (!before?.burnt.includes(attemptId)) put('burnt_attempts', attemptId)
  }
  for (const [position, { status, at }] of after.history.entries()) {
    if (position >= (before?.history.length ?? 0)) put('history', position, status, at)
  }
}

function attemptValues(attempt: StoredAttempt, position: number): SQLInputValue[] {
  return [
    attempt.attemptId,
    position,
    attempt.provider,
    attempt.method,
    attempt.title,
    attempt.amount.value,
    attempt.surcharge?.value ?? null,
    attempt.amount.currency,
    attempt.isOffline ? 1 : 0,
    attempt.version,
    attempt.requestHash,
    attempt.running?.answeredStep ?? null,
    attempt.running?.leaseUntil ?? null,
    attempt.unknownSince ?? null,
    attempt.companyId ?? null,
    attempt.placed ? 1 : 0,
    attempt.step,
    attempt.outcome ? JSON.stringify(attempt.outcome) : null,
    attempt.createdAt,
    attempt.country ?? null,
    attempt.returnHash ?? null,
    attempt.returned ? JSON.stringify(attempt.returned) : null,
    attempt.settledAt ?? null,
    attempt.duplicateAt ?? null,
  ]
}

function factValues(fact: Fact): SQLInputValue[] {
  return [
    fact.factId,
    fact.attemptId,
    fact.kind,
    fact.amount?.value ?? null,
    fact.amount?.currency ?? null,
    fact.providerTime ?? null,
    fact.confirmed ? 1 : 0,
  ]
}

function text(value: SQLInputValue | undefined): string {
  return String(value)
}

function optional<K extends string>(key: K, value: string | null): { [P in K]?: string } {
  return (value === null ? {} : { [key]: value }) as { [P in K]?: string }
}
