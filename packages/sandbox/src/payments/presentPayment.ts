import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { Payment } from './payment.ts'

/** Shows a payment the way the API does. */
export function presentPayment(company: Company, row: PaymentRow): Payment {
  const { currency } = row.amount
  const open = row.status === 'requires_action' ? company.store.actions.findOpen(row.id) : undefined
  const url = `${company.publicOrigin()}/challenge/${open?.id}`
  return {
    id: row.id,
    reference: row.reference,
    method: row.method,
    amount: row.amount,
    status: row.status,
    capturedAmount: { value: row.captured, currency },
    refundedAmount: { value: row.refunded, currency },
    ...(open === undefined ? {} : { action: { id: open.id, type: 'challenge', url } }),
    ...(row.error === undefined ? {} : { error: { code: row.error } }),
    ...(row.metadata === undefined ? {} : { metadata: row.metadata }),
    createdAt: new Date(row.createdAt).toISOString(),
    events: company.store.events.findByPayment(row.id).map(({ id, type, value, createdAt }) => ({
      id,
      type,
      ...(value === undefined ? {} : { amount: { value, currency } }),
      createdAt: new Date(createdAt).toISOString(),
    })),
  }
}
