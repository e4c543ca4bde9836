import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { displayOf } from './displayOf.ts'
import type { Payment } from './payment.ts'
import { redirectOf } from './redirectOf.ts'

/** Shows a payment the way the API does. */
export function presentPayment(company: Company, row: PaymentRow): Payment {
  const { currency } = row.amount
  const { id, reference, method, amount, status } = row
  return {
    ...{ id, reference, method, amount, status },
    authorizedAmount: { value: row.authorized, currency },
    capturedAmount: { value: row.captured, currency },
    refundedAmount: { value: row.refunded, currency },
    ...presentNext(company, row),
    ...presentStored(company, row),
    ...(row.error === undefined ? {} : { error: { code: row.error } }),
    ...(row.metadata === undefined ? {} : { metadata: row.metadata }),
    createdAt: new Date(row.createdAt).toISOString(),
    events: company.store.events
      .findByPayment(row.id)
      .map(({ id: event, type, value, reference: operation, shipment, createdAt }) => ({
        id: event,
        type,
        ...(value === undefined ? {} : { amount: { value, currency } }),
        ...(operation === undefined ? {} : { reference: operation }),
        ...shipment,
        createdAt: new Date(createdAt).toISOString(),
      })),
  }
}

/** What is still to be done, by whom. */
function presentNext(
  company: Company,
  row: PaymentRow,
): Pick<Payment, 'due' | 'expiresAt' | 'redirect' | 'display' | 'action'> {
  const due = row.gift === undefined ? 0 : row.amount.value - row.authorized - row.captured
  const hasPaid = row.authorized + row.captured > 0
  const redirect = redirectOf(company, row)
  const display = displayOf(company, row)
  const { expiresAt } = row
  return {
    ...(due > 0 && hasPaid ? { due: { value: due, currency: row.amount.currency } } : {}),
    ...(expiresAt === undefined || row.status !== 'pending'
      ? {}
      : { expiresAt: new Date(expiresAt).toISOString() }),
    ...(redirect === undefined ? {} : { redirect }),
    ...(display === undefined ? {} : { display }),
    ...presentAction(company, row),
  }
}

function presentAction(company: Company, row: PaymentRow): Pick<Payment, 'action'> {
  const open = row.status === 'requires_action' ? company.store.actions.findOpen(row.id) : undefined
  if (open === undefined) return {}
  const { id, type } = open
  if (type === 'sheet_retry') return { action: { id, type, reason: 'declined' } }
  return { action: { id, type, url: `${company.publicOrigin()}/${type}/${id}` } }
}

function presentStored({ store }: Company, row: PaymentRow): Pick<Payment, 'stored'> {
  const source = row.stored === undefined ? undefined : store.sources.find(row.stored)
  if (source === undefined || source.deletedAt !== undefined) return {}
  const { id, brand, last4, expiry, needsCvc } = source
  return { stored: { id, brand, last4, expiry, needsCvc } }
}
