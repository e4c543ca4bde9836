import { duplicateAttempts, type Fact, type Money } from '@payloom/core/contract'
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
export function refundable({ total, attempts, facts, updates }: PaymentRecord): Money[] {
  const { currency } = total
  const sums = new Map<string, number>([[currency, 0]])
  const add = (money: Money): void => {
    sums.set(money.currency, (sums.get(money.currency) ?? 0) + money.value)
  }
  // Chosen anew from all attempts: one that the shop was told of may have been kept after all, which nobody tells.
  const goesBack = new Set(duplicateAttempts({ total, attempts, facts, returned: new Set() }))
  for (const attempt of attempts) {
    if (goesBack.has(attempt.attemptId)) continue
    add({ value: keptBy(attempt, facts), currency: attempt.amount.currency })
  }
  for (const update of updates) {
    const reserved = reservedBy(update, facts)
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
