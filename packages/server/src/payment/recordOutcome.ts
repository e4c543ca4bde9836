import type { Fact, PaymentOutcome, PaymentValidationResult } from '@payloom/core/contract'
import { type PaymentRecord, type StoredAttempt, withAttempt } from './PaymentRecord.ts'

/** An answer of the orchestrator about an attempt. */
export interface AnsweredStep {
  attemptId: string
  /** The step that was answered: 0 for `validate`. */
  answeredStep: number
  requestHash: string
  result: PaymentValidationResult
  /** RFC 3339. */
  time: string
}

/**
 * Stores an answer. The first one to a step stays; a later one to the same step changes nothing.
 * An answer is never taken as money: refusals become facts, so that the attempt is over, but `complete` waits for the bus or a read-back.
 */
export function recordOutcome(record: PaymentRecord, answered: AnsweredStep): PaymentRecord {
  const { attemptId, answeredStep, requestHash, result } = answered
  const outcome = withoutProviderCode(result.outcome)
  const { time } = answered
  const fact = factOf(outcome, { factId: `answer.${attemptId}.${answeredStep}`, attemptId, time })
  const changed = withAttempt(record, attemptId, (attempt) => {
    if (attempt.answers.some((answer) => answer.answeredStep === answeredStep)) return finished(attempt)
    const step = Math.max(attempt.step, result.step)
    return {
      ...finished(attempt),
      ...(attempt.companyId === undefined && result.id !== undefined ? { companyId: result.id } : {}),
      ...(isPlaced(attempt, outcome) ? { placed: true } : {}),
      step,
      outcome,
      answers: [...attempt.answers, { answeredStep, requestHash, step, outcome }],
    }
  })
  const isOffline = record.attempts.some((attempt) => attempt.attemptId === attemptId && attempt.isOffline)
  if (!fact || (isOffline && fact.kind === 'pending')) return changed
  if (changed.facts.some((other) => other.factId === fact.factId)) return changed
  return { ...changed, facts: [...changed.facts, fact] }
}

/** The attempt with its lease given back. */
export function finished(attempt: StoredAttempt): StoredAttempt {
  const { running: _, unknownSince: __, ...rest } = attempt
  return rest
}

function isPlaced(attempt: StoredAttempt, outcome: PaymentOutcome): boolean {
  return attempt.isOffline && (outcome.outcome === 'complete' || outcome.outcome === 'pending')
}

/** `providerCode` stays in logs. */
export function withoutProviderCode(outcome: PaymentOutcome): PaymentOutcome {
  if (outcome.outcome !== 'failed') return outcome
  const { providerCode: _, ...error } = outcome.error
  return { outcome: 'failed', error }
}

/** The fact that an outcome says by itself: never that money came. */
export function factOf(
  outcome: PaymentOutcome,
  { factId, attemptId, time }: { factId: string; attemptId: string; time: string },
): Fact | undefined {
  const fact = (kind: string): Fact => ({ factId, attemptId, kind, providerTime: time })
  switch (outcome.outcome) {
    case 'failed':
    case 'canceled':
    case 'expired':
    case 'pending':
      return fact(outcome.outcome)
    default:
      return undefined
  }
}
