import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { Money } from '../money.ts'
import type { FailureCode, PageDecision, PaymentStatus } from '../payments/payment.ts'

/** A payment as it lies in the books; amounts in minor units, times in milliseconds. */
export interface PaymentRow {
  id: string
  reference: string
  method: string
  scenario: string
  /** The token that it was started with. */
  token?: string
  /** The gift card that it takes from. */
  gift?: string
  /** The shopper, in the merchant's words. */
  customer?: string
  /** Whether the card is to be stored once it has paid. */
  store: boolean
  /** The source that the card became. */
  stored?: string
  amount: Money
  status: PaymentStatus
  /** What is held now: not captured, not given back. */
  authorized: number
  captured: number
  refunded: number
  error?: FailureCode
  metadata?: Record<string, string>
  /** Names the payment in the addresses of its pages; who knows it may decide. */
  code?: string
  returnUrl?: string
  /** What the shopper decided on a page of the company. */
  decision?: PageDecision
  /** Proves to `/complete` that the shopper came back. */
  completion?: string
  /** When a pending payment ends by itself. */
  expiresAt?: number
  createdAt: number
}

/** What may change in a payment. */
export type PaymentChange = Pick<
  PaymentRow,
  'status' | 'authorized' | 'captured' | 'refunded' | 'error' | 'stored' | 'decision' | 'completion'
>

/** The payments, oldest first. */
export interface PaymentTable {
  insert(row: PaymentRow): void
  find(id: string): PaymentRow | undefined
  findByCode(code: string): PaymentRow | undefined
  findByReference(reference: string): PaymentRow[]
  all(): PaymentRow[]
  /** Pending payments that end by themselves, the next one first. */
  expiring(): PaymentRow[]
  update(id: string, change: PaymentChange): void
}

const columns =
  'id, reference, method, scenario, token, gift, customer, store, stored, value, currency, status, authorized, captured, refunded, error, metadata, code, return_url, decision, completion, expires_at, created_at'

/** Binds the table to its file. */
export function createPaymentTable(database: DatabaseSync): PaymentTable {
  const marks = columns.replace(/\w+/g, '?')
  const insert = database.prepare(`INSERT INTO payments (${columns}) VALUES (${marks})`)
  const find = database.prepare('SELECT * FROM payments WHERE id = ?')
  const findByCode = database.prepare('SELECT * FROM payments WHERE code = ?')
  const findByReference = database.prepare('SELECT * FROM payments WHERE reference = ? ORDER BY row')
  const all = database.prepare('SELECT * FROM payments ORDER BY row')
  const expiring = database.prepare(
    "SELECT * FROM payments WHERE status = 'pending' AND expires_at IS NOT NULL ORDER BY expires_at",
  )
  const update = database.prepare(
    `UPDATE payments SET status = ?, authorized = ?, captured = ?, refunded = ?, error = ?, stored = ?, decision = ?,
       completion = ? WHERE id = ?`,
  )
  return {
    insert(row) {
      const metadata = row.metadata === undefined ? null : JSON.stringify(row.metadata)
      insert.run(
        ...[row.id, row.reference, row.method, row.scenario, row.token ?? null, row.gift ?? null],
        ...[row.customer ?? null, row.store ? 1 : 0, row.stored ?? null],
        ...[row.amount.value, row.amount.currency, row.status, row.authorized, row.captured, row.refunded],
        ...[row.error ?? null, metadata, row.code ?? null, row.returnUrl ?? null, row.decision ?? null],
        ...[row.completion ?? null, row.expiresAt ?? null, row.createdAt],
      )
    },
    find: (id) => readRow(find.get(id)),
    findByCode: (code) => readRow(findByCode.get(code)),
    findByReference: (reference) => findByReference.all(reference).flatMap((row) => readRow(row) ?? []),
    all: () => all.all().flatMap((row) => readRow(row) ?? []),
    expiring: () => expiring.all().flatMap((row) => readRow(row) ?? []),
    update(id, { status, authorized, captured, refunded, error, stored, decision, completion }) {
      update.run(
        ...[status, authorized, captured, refunded, error ?? null, stored ?? null, decision ?? null],
        ...[completion ?? null, id],
      )
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
    ...readOptional(row),
    store: row.store === 1,
    amount: { value: Number(row.value), currency: String(row.currency) },
    status: String(row.status) as PaymentStatus,
    authorized: Number(row.authorized),
    captured: Number(row.captured),
    refunded: Number(row.refunded),
    createdAt: Number(row.created_at),
  }
}

function readOptional(row: Record<string, SQLOutputValue>): Partial<PaymentRow> {
  const text = (value: SQLOutputValue | undefined, key: keyof PaymentRow) =>
    value === null ? {} : { [key]: String(value) }
  return {
    ...text(row.token, 'token'),
    ...text(row.gift, 'gift'),
    ...text(row.customer, 'customer'),
    ...text(row.stored, 'stored'),
    ...text(row.error, 'error'),
    ...text(row.code, 'code'),
    ...text(row.return_url, 'returnUrl'),
    ...text(row.decision, 'decision'),
    ...text(row.completion, 'completion'),
    ...(row.expires_at === null ? {} : { expiresAt: Number(row.expires_at) }),
    ...(row.metadata === null
      ? {}
      : { metadata: JSON.parse(String(row.metadata)) as Record<string, string> }),
  }
}
