import { isEndedWithoutMoney, type PaymentValidationResult } from '@payloom/core/contract'
import { addFacts } from './addFacts.ts'
import { attemptPhase } from './attemptPhase.ts'
import { attemptOf, type PaymentRecord, withAttempt } from './PaymentRecord.ts'
import { factOf, withoutProviderCode } from './recordOutcome.ts'

/**
 * Takes over what a read-back says of an attempt that was answered before: the company has gone on without the browser, after a
 * redirect for instance. Like an answer it is never taken as money. Answers that were given stay what they are.
 *
 * @param time RFC 3339.
 */
export function adoptResult(
  record: PaymentRecord,
  attemptId: string,
  result: PaymentValidationResult,
  time: string,
): PaymentRecord {
  const attempt = attemptOf(record, attemptId)
  // A call that is under way brings the newest answer itself.
  if (!attempt || attemptPhase(attempt, Date.parse(time)) !== 'answered') return record
  const outcome = withoutProviderCode(result.outcome)
  const isNewer = result.step > attempt.step
  const isOver =
    result.step === attempt.step &&
    isEndedWithoutMoney(outcome.outcome) &&
    !isEndedWithoutMoney(attempt.outcome?.outcome)
  if (!isNewer && !isOver) return record
  const adopted = withAttempt(record, attemptId, (found) => ({
    ...found,
    ...(found.companyId === undefined && result.id !== undefined ? { companyId: result.id } : {}),
    step: result.step,
    outcome,
  }))
  const fact = factOf(outcome, { factId: `read-back.${attemptId}.${result.step}`, attemptId, time })
  return fact && !(attempt.isOffline && fact.kind === 'pending') ? addFacts(adopted, [fact]) : adopted
}
