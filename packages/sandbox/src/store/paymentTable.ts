import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { Money } from '../money.ts'
import type { FailureCode, PaymentStatus } from '../payments/payment.ts'

/** A payment as it lies in the books; amounts in minor units, times in milliseconds. */
export interface PaymentRow {
  id: string
  reference: string
  method: string
  scenario: string
  token: string
  amount: Money
  status: PaymentStatus
  captured: number
  refunded: number
  error?: FailureCode
  metadata?: Record<string, string>
  createdAt: number
}

/** What may change in a payment. */
export type PaymentChange = Pick<PaymentRow, 'status' | 'captured' | 'refunded' | 'error'>

/** The payments, oldest first. */
export interface PaymentTable {
  insert(row: PaymentRow): void
  find(id: string): PaymentRow | undefined
  findByToken(token: string): PaymentRow | undefined
  findByReference(reference: string): PaymentRow[]
  all(): PaymentRow[]
  update(id: string, change: PaymentChange): void
}

/** Binds the table to its file. */
export function createPaymentTable(database: DatabaseSync): PaymentTable {
  const insert = database.prepare(
    `INSERT INTO payments (id, reference, method, scenario, token, value, currency, status, captured, refunded, error,
       metadata, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const find = database.prepare('SELECT * FROM payments WHERE id = ?')
  const findByToken = database.prepare('SELECT * FROM payments WHERE token = ?')
  const findByReference = database.prepare('SELECT * FROM payments WHERE reference = ? ORDER BY row')
  const all = database.prepare('SELECT * FROM payments ORDER BY row')
  const update = database.prepare(
    'UPDATE payments SET status = ?, captured = ?, refunded = ?, error = ? WHERE id = ?',
  )
  return {
    insert(row) {
      const { value, currency } = row.amount
      const metadata = row.metadata === undefined ? null : JSON.stringify(row.metadata)
      insert.run(
        ...[row.id, row.reference, row.method, row.scenario, row.token, value, currency, row.status],
        ...[row.captured, row.refunded, row.error ?? null, metadata, row.createdAt],
      )
    },
    find: (id) => readRow(find.get(id)),
    findByToken: (token) => readRow(findByToken.get(token)),
    findByReference: (reference) => findByReference.all(reference).flatMap((row) => readRow(row) ?? []),
    all: () => all.all().flatMap((row) => readRow(row) ?? []),
    update(id, { status, captured, refunded, error }) {
      update.run(status, captured, refunded, error ?? null, id)
    },
  }
}

function readRow(row: Record<string, SQLOutputValue> | undefined): PaymentRow | undefined {
  if (row === undefined) return undefined
  return {
    id: String(row.id),
    reference: String(row.reference),
    method: String(row.method),
    scenario: String(row.scenario),
    token: String(row.token),
    amount: { value: Number(row.value), currency: String(row.currency) },
    status: String(row.status) as PaymentStatus,
    captured: Number(row.captured),
    refunded: Number(row.refunded),
    ...(row.error === null ? {} : { error: String(row.error) as FailureCode }),
    ...(row.metadata === null
      ? {}
      : { metadata: JSON.parse(String(row.metadata)) as Record<string, string> }),
    createdAt: Number(row.created_at),
  }
}
