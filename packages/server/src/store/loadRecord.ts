import type { Sql, SqlRow, SqlSteps, SqlValue } from '@payloom/bus/database'
import type { Fact, OrderUpdate, PaymentOutcome, Tracking } from '@payloom/core/contract'
import type {
  PaymentKey,
  PaymentRecord,
  StoredAnswer,
  StoredAttempt,
  StoredReturn,
} from '../payment/PaymentRecord.ts'
import type { StoredOrderUpdate } from '../payment/StoredOrderUpdate.ts'

/** The store's epoch, and the record if there is one; to be read inside a transaction. */
export function* loadRecord(
  sql: Sql,
  { tenant, paymentId }: PaymentKey,
): SqlSteps<{ epoch: number; record: PaymentRecord | undefined }> {
  const payment = (yield* sql.get(
    "SELECT meta.value AS epoch, payments.* FROM meta LEFT JOIN payments ON tenant = ? AND payment_id = ? WHERE key = 'epoch'",
    tenant,
    paymentId,
  )) as SqlRow
  const epoch = Number(payment.epoch)
  if (payment.payment_id === null) return { epoch, record: undefined }
  const answers = yield* sql.all(selectOf('answers', 'answered_step'), tenant, paymentId)
  const attempts = yield* sql.all(selectOf('attempts', 'position'), tenant, paymentId)
  const facts = yield* sql.all(selectOf('facts', 'rowid'), tenant, paymentId)
  const updates = yield* sql.all(selectOf('order_updates', 'position'), tenant, paymentId)
  const burnt = yield* sql.all(selectOf('burnt_attempts', 'attempt_id'), tenant, paymentId)
  const history = yield* sql.all(selectOf('history', 'position'), tenant, paymentId)
  const record: PaymentRecord = {
    tenant,
    paymentId,
    kind: payment.kind as PaymentRecord['kind'],
    ...texts(payment, { customerId: 'customer_id' }),
    version: text(payment.version),
    total: { value: Number(payment.total), currency: text(payment.currency) },
    ...texts(payment, { orderId: 'order_id', orderVersion: 'order_version' }),
    attempts: attempts.map((row) =>
      attemptFromRow(
        row,
        answers.filter((answer) => answer.attempt_id === row.attempt_id),
      ),
    ),
    facts: facts.map(factFromRow),
    updates: updates.map(updateFromRow),
    burnt: burnt.map((row) => text(row.attempt_id)),
    history: history.map((row) => ({ status: text(row.status), at: text(row.at) })),
    seq: Number(payment.seq),
    epoch,
    updatedAt: text(payment.updated_at),
    ...numbers(payment, { heldSince: 'held_since', unpaidSince: 'unpaid_since' }),
    ...(payment.due_at === null
      ? {}
      : { due: { at: Number(payment.due_at), tries: Number(payment.due_tries) } }),
  }
  return { epoch, record }
}

function selectOf(table: string, order: string): string {
  return `SELECT * FROM ${table} WHERE tenant = ? AND payment_id = ? ORDER BY ${order}`
}

function attemptFromRow(row: SqlRow, answers: SqlRow[]): StoredAttempt {
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
    ...numbers(row, { unknownSince: 'unknown_since' }),
    ...texts(row, { companyId: 'company_id' }),
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
    ...texts(row, { country: 'country', returnHash: 'return_hash' }),
    ...(row.returned === null ? {} : { returned: JSON.parse(text(row.returned)) as StoredReturn }),
    ...texts(row, { settledAt: 'settled_at', duplicateAt: 'duplicate_at' }),
  }
}

function factFromRow(row: SqlRow): Fact {
  return {
    factId: text(row.fact_id),
    attemptId: text(row.attempt_id),
    kind: text(row.kind),
    ...(row.amount === null ? {} : { amount: { value: Number(row.amount), currency: text(row.currency) } }),
    ...texts(row, { providerTime: 'provider_time' }),
    ...(row.tracking === null ? {} : { tracking: JSON.parse(text(row.tracking)) as Tracking }),
    ...texts(row, { orderUpdateId: 'order_update_id' }),
    ...(row.confirmed === 1 ? { confirmed: true } : {}),
  }
}

function updateFromRow(row: SqlRow): StoredOrderUpdate {
  return {
    updateId: text(row.update_id),
    requestHash: text(row.request_hash),
    body: JSON.parse(text(row.body)) as OrderUpdate,
    acceptedAt: text(row.accepted_at),
    ...numbers(row, { dueAt: 'due_at' }),
    tries: Number(row.tries),
    ...texts(row, { sentAt: 'sent_at', rejectedAt: 'rejected_at', reason: 'reason' }),
  }
}

function text(value: SqlValue | undefined): string {
  return String(value)
}

/** The members whose columns hold something. */
function texts<K extends string>(row: SqlRow, columns: Record<K, string>): { [P in K]?: string } {
  return present(row, columns, String)
}

function numbers<K extends string>(row: SqlRow, columns: Record<K, string>): { [P in K]?: number } {
  return present(row, columns, Number)
}

function present<K extends string, T>(
  row: SqlRow,
  columns: Record<K, string>,
  read: (value: unknown) => T,
): { [P in K]?: T } {
  const members: { [P in K]?: T } = {}
  for (const name in columns) {
    const value = row[columns[name]]
    if (value !== null && value !== undefined) members[name] = read(value)
  }
  return members
}
