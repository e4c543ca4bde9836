import type { Fact, Money } from '@payloom/core/contract'
import { duplicatesOf } from './duplicatesOf.ts'
import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'
import { reservedBy } from './updateProgress.ts'

/** What each kind of fact does to the money that an attempt has brought. */
const signs: ReadonlyMap<string, number> = new Map([
  ['captured', 1],
  ['refunded', -1],
  ['refund_failed', 1],
  ['charged_back', -1],
  ['chargeback_reversed', 1],
])

/**
 * What the shop can still give back, by currency and in minor units, surcharges included: what was taken and is still there, less the refunds
 * that were accepted and have not come back as facts. Money that goes back by itself is nobody's to give. The payment's own currency comes first.
 */
export function refundable(record: PaymentRecord): Money[] {
  const { currency } = record.total
  const sums = new Map<string, number>([[currency, 0]])
  const add = (money: Money): void => {
    sums.set(money.currency, (sums.get(money.currency) ?? 0) + money.value)
  }
  const goesBack = new Set(duplicatesOf(record, record.attempts))
  for (const attempt of record.attempts) {
    if (goesBack.has(attempt.attemptId)) continue
    add({ value: keptBy(attempt, record.facts), currency: attempt.amount.currency })
  }
  for (const update of record.updates) {
    const reserved = reservedBy(update, record.facts)
    if (reserved) add({ ...reserved, value: -reserved.value })
  }
  return [...sums].map(([code, value]) => ({ value: Math.max(0, value), currency: code }))
}

function keptBy({ attemptId, amount }: StoredAttempt, facts: readonly Fact[]): number {
  let kept = 0
  for (const fact of facts) {
    const sign = signs.get(fact.kind)
    if (sign === undefined || fact.attemptId !== attemptId) continue
    if (fact.amount && fact.amount.currency !== amount.currency) continue
    // Only a capture may leave its amount out: it is of the whole attempt then.
    kept += sign * (fact.amount?.value ?? (fact.kind === 'captured' ? amount.value : 0))
  }
  return Math.max(0, kept)
}
