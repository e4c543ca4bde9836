import { duplicateAttempts } from '@payloom/core/contract'
import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'

/**
 * The attempts among `attempts` whose money the payment does not need, as the embedded orchestrator decides it: what the shop gave back by its
 * own wish was brought all the same, so that no late money becomes needed by it.
 */
export function duplicatesOf({ total, facts }: PaymentRecord, attempts: readonly StoredAttempt[]): string[] {
  return duplicateAttempts({
    total,
    attempts,
    facts: facts.filter(({ kind }) => kind !== 'refunded' && kind !== 'refund_failed'),
  })
}
