import type { Money } from '@payloom/core/contract'
import type { PaymentRecord } from './PaymentRecord.ts'
import { summarize } from './paymentState.ts'

/** What is left to pay of a total that may have changed since: all of it, unless a part was paid already. */
export function amountDue(record: PaymentRecord | undefined, total: Money): Money {
  if (!record) return total
  const { status, amounts } = summarize({ ...record, total })
  if (status !== 'partially_paid') return total
  return { value: total.value - amounts.captured.value - amounts.authorized.value, currency: total.currency }
}
