import type { Money } from '@payloom/core/contract'
import type { PaymentRecord } from './PaymentRecord.ts'
import { summarize } from './paymentState.ts'

/**
 * What is left to pay of a total that may have changed since: all of it, unless a part was paid already. A total that has become less
 * than its parts leaves nothing to pay: one of them has to be taken off. Parts in another currency cannot be added up.
 */
export function amountDue(record: PaymentRecord | undefined, total: Money): Money {
  if (!record || record.total.currency !== total.currency || !isPartlyPaid(record, total)) return total
  const { captured, authorized } = summarize(record).amounts
  return { ...total, value: Math.max(0, total.value - captured.value - authorized.value) }
}

/** Whether some of the total is paid and some is not, as it was tried to be paid or as it is now. */
export function isPartlyPaid(record: PaymentRecord, total: Money): boolean {
  return [record.total, total].some((one) => summarize({ ...record, total: one }).status === 'partially_paid')
}
