import type { PaymentOutcome } from '@payloom/core/contract'
import type { StoredAttempt } from './PaymentRecord.ts'

/** Whether an answer sends the shopper where they have come back from. Followed again, it would ask for the same payment twice. */
export function isOldRedirect(attempt: StoredAttempt, step: number, { outcome }: PaymentOutcome): boolean {
  return outcome === 'redirect' && attempt.returned !== undefined && step <= attempt.returned.step
}
