import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { ServiceContext } from './ServiceContext.ts'

/** Gives an attempt's id back, as if it had never been claimed; one that the company has spoken of stays. */
export async function releaseClaim(
  { ledger }: ServiceContext,
  key: PaymentKey,
  attemptId: string,
): Promise<void> {
  await ledger.edit(key, (before) => {
    const isSpokenOf = before.facts.some((fact) => fact.attemptId === attemptId)
    if (isSpokenOf) return before
    return {
      ...before,
      attempts: before.attempts.filter(
        (attempt) => attempt.attemptId !== attemptId || attempt.answers.length > 0,
      ),
    }
  })
}
