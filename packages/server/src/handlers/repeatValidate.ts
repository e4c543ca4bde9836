import type { PaymentResult } from '@payloom/core/contract'
import { firstAnswer, isLive } from '../payment/attemptAnswer.ts'
import { attemptLease, longestWait } from '../payment/attemptLease.ts'
import { attemptPhase } from '../payment/attemptPhase.ts'
import { attemptOf, type PaymentRecord, type StoredAttempt, withAttempt } from '../payment/PaymentRecord.ts'
import { currentResult, paymentResult } from '../payment/paymentResult.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { attemptInProgress } from './attemptInProgress.ts'
import { drivePayment } from './drivePayment.ts'
import { readBackUnknown } from './readBackUnknown.ts'
import { resolvePayable } from './resolvePayable.ts'
import type { ServiceContext } from './ServiceContext.ts'
import type { Validation } from './Validation.ts'

/**
 * Answers a `validate` whose id is taken: the same request gets the first answer, another is refused.
 *
 * @returns `undefined` when the first gave the id back (the order was invalid, the amount had changed).
 */
export async function repeatValidate(
  service: ServiceContext,
  validation: Validation,
): Promise<PaymentResult | undefined> {
  const { access, key, attemptId, requestHash } = validation
  const isRunning = (record: PaymentRecord | undefined): boolean => {
    const attempt = attemptOf(record, attemptId)
    if (attempt && attempt.requestHash !== requestHash) throw new ProblemError('idempotency-mismatch')
    return (
      attempt !== undefined &&
      !firstAnswer(attempt) &&
      attemptPhase(attempt, service.clock.now()) === 'running'
    )
  }
  const record = await service.ledger.waitUntil(key, (current) => !isRunning(current), longestWait)
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt) return undefined
  const answer = firstAnswer(attempt)
  if (answer) return paymentResult(record, attemptId, answer)
  if (isRunning(record)) throw attemptInProgress(access, record, attempt)
  return resume(service, validation, record, attempt)
}

/** The outcome of the first is unknown: sends it again with the same key, unless it is over or the order has changed since. */
async function resume(
  service: ServiceContext,
  validation: Validation,
  record: PaymentRecord,
  attempt: StoredAttempt,
): Promise<PaymentResult> {
  const { key, access, attemptId } = validation
  if (!isLive(record, attemptId)) return currentResult(record, attempt)
  const payable = await resolvePayable(service, access, key.paymentId)
  if (payable.version === attempt.version && (await hold(service, validation))) {
    return drivePayment(service, { ...validation, payable, isRepeat: true })
  }
  await readBackUnknown(service, key, attemptId)
  const current = (await service.ledger.read(key)) ?? record
  const found = attemptOf(current, attemptId) ?? attempt
  const answer = firstAnswer(found)
  if (answer) return paymentResult(current, attemptId, answer)
  throw attemptInProgress(access, current, found)
}

/** Takes the lease of an attempt that nobody holds. @returns whether this call got it. */
async function hold(service: ServiceContext, { key, attemptId }: Validation): Promise<boolean> {
  const { value } = await service.ledger.change(key, (before) => {
    const found = attemptOf(before, attemptId)
    const now = service.clock.now()
    if (!before || !found || attemptPhase(found, now) !== 'unknown') return { value: false }
    const running = { answeredStep: 0, leaseUntil: now + attemptLease }
    return { record: withAttempt(before, attemptId, (other) => ({ ...other, running })), value: true }
  })
  return value
}
