import { attemptLease } from './attemptLease.ts'
import type { QuoteTerms } from './createQuotes.ts'
import type { StoredAttempt } from './PaymentRecord.ts'

/** What an attempt is made of. */
export interface AttemptInput {
  attemptId: string
  requestHash: string
  /** What the shopper saw. */
  terms: QuoteTerms
  country: string
  returnHash: string
  /** Milliseconds since the epoch. */
  now: number
}

/** The attempt that a claim adds, held by the call that makes it. */
export function createAttempt({ terms, now, ...rest }: AttemptInput): StoredAttempt {
  const { provider, method, title, amount, surcharge, isOffline, version } = terms
  return {
    ...rest,
    provider,
    method,
    title,
    amount,
    ...(surcharge === 0 ? {} : { surcharge: { value: surcharge, currency: amount.currency } }),
    isOffline,
    version,
    running: { answeredStep: 0, leaseUntil: now + attemptLease },
    step: 0,
    answers: [],
    createdAt: new Date(now).toISOString(),
  }
}
