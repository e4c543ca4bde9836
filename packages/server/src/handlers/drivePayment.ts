import {
  isSameMoney,
  type PaymentResult,
  type PaymentValidationPayload,
  type PaymentValidationResult,
} from '@payloom/core/contract'
import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { amountDue } from '../payment/amountDue.ts'
import { firstAnswer, isLive } from '../payment/attemptAnswer.ts'
import { attemptLease } from '../payment/attemptLease.ts'
import { isCovered } from '../payment/claimAttempt.ts'
import { attemptOf, type PaymentRecord, withAttempt } from '../payment/PaymentRecord.ts'
import { currentResult, paymentResult } from '../payment/paymentResult.ts'
import { paymentState } from '../payment/paymentState.ts'
import { finished, recordOutcome } from '../payment/recordOutcome.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { amountChanged } from './amountChanged.ts'
import { burnClaim } from './burnClaim.ts'
import { toProblem } from './callOrchestrator.ts'
import { confirmAnswer } from './confirmAnswer.ts'
import { observeAnswer } from './observeAnswer.ts'
import { placeOrder } from './placeOrder.ts'
import { readBackUnknown } from './readBackUnknown.ts'
import { releaseClaim } from './releaseClaim.ts'
import { resolvePayable } from './resolvePayable.ts'
import type { ServiceContext } from './ServiceContext.ts'
import type { Drive } from './Validation.ts'
import { validationPayload } from './validationPayload.ts'

/** Places the order and sends the payment of an attempt that this call holds. */
export async function drivePayment(service: ServiceContext, drive: Drive): Promise<PaymentResult> {
  const { key, attemptId, requestHash } = drive
  const payload = await preparePayment(service, drive)
  const over = await holdAgain(service, drive)
  if (over) return over
  let result: PaymentValidationResult
  try {
    result = await service.orchestrator(key.tenant).createPayment(payload)
  } catch (error) {
    return settleFailure(service, drive, error)
  }
  observeAnswer(service, key, attemptId, result)
  const time = new Date(service.clock.now()).toISOString()
  await service.ledger.edit(key, (before) =>
    recordOutcome(before, { attemptId, answeredStep: 0, requestHash, result, time }),
  )
  const record = await confirmAnswer(service, key, attemptId)
  const attempt = attemptOf(record, attemptId)
  return paymentResult(record, attemptId, (attempt && firstAnswer(attempt)) ?? result)
}

/**
 * Begins the lease anew, because the shop may have made its order for longer than the first lasts. An attempt that was given up
 * meanwhile must not be sent: another may stand in its place. Nor one whose payment has its money by now: an earlier one brought it late.
 *
 * @returns the result of one that is over.
 */
async function holdAgain(service: ServiceContext, drive: Drive): Promise<PaymentResult | undefined> {
  const { key, attemptId } = drive
  const { value, record } = await service.ledger.change(key, (before) => {
    const attempt = attemptOf(before, attemptId)
    if (!before || !attempt || firstAnswer(attempt) || !isLive(before, attemptId)) return { value: 'over' }
    if (isCovered(before)) return { value: 'covered' }
    const running = { answeredStep: 0, leaseUntil: service.clock.now() + attemptLease }
    return { record: withAttempt(before, attemptId, (found) => ({ ...found, running })), value: 'held' }
  })
  if (value === 'held') return undefined
  if (record && value === 'covered') {
    return giveBack(service, drive, drive.isRepeat, async () => alreadyPaid(await service.ledger.read(key)))
  }
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt) throw new ProblemError('attempt-in-progress')
  return currentResult(record, attempt)
}

/** What comes before anything is sent: if it fails, the id is given back, unless an earlier try may have been sent with it. */
async function preparePayment(service: ServiceContext, drive: Drive): Promise<PaymentValidationPayload> {
  try {
    const { attempt, orderId } = await placeOrder(service, drive)
    if (!drive.isRepeat) await requireSameVersion(service, drive)
    return await validationPayload(service, drive, attempt, orderId)
  } catch (error) {
    if (drive.isRepeat) await keepUnknown(service, drive)
    else await releaseClaim(service, drive.key, drive.attemptId)
    throw error
  }
}

/**
 * Refuses what the shopper changed in another tab between their click and the claim: the order that was just placed may hold the change.
 * From the claim on the shop sees an attempt under way, so a change that comes later is one that it knows how to take.
 */
async function requireSameVersion(service: ServiceContext, drive: Drive): Promise<void> {
  const { access, key, payable } = drive
  const current = await resolvePayable(service, access, key.paymentId)
  if (current.version === payable.version && isSameMoney(current.total, payable.total)) return
  const due = amountDue(await service.ledger.read(key), current.total)
  throw await amountChanged(service, drive, current, due)
}

/** Gives the lease back: only a repeat or a read-back tells now what became of the attempt. */
async function keepUnknown({ ledger, clock }: ServiceContext, { key, attemptId }: Drive): Promise<void> {
  const unknownSince = clock.now()
  await ledger.edit(key, (before) =>
    withAttempt(before, attemptId, (attempt) =>
      attempt.answers.length > 0 ? attempt : { ...finished(attempt), unknownSince },
    ),
  )
}

/** No answer came: gives the id back where nothing happened, else keeps the claim until a repeat or a read-back tells. */
async function settleFailure(service: ServiceContext, drive: Drive, error: unknown): Promise<PaymentResult> {
  const { key, payable } = drive
  if (!(error instanceof OrchestratorError) || !isWithoutEffect(error, drive.isRepeat)) {
    // The orchestrator knows the id by another body: the cart or the address changed since. What became of it can be read.
    const isKnownThere = error instanceof OrchestratorError && error.answered === 422
    return keepOpen(service, drive, error, isKnownThere)
  }
  return giveBack(service, drive, drive.isRepeat || error.isRetried, async () => {
    if (error.code !== 'amount-changed') return toProblem(error)
    return amountChanged(service, drive, payable, amountDue(await service.ledger.read(key), payable.total))
  })
}

/**
 * Gives the id back and refuses. An earlier request with the id that may still arrive is ended first: the price may have changed back by then, or
 * the payment have its money.
 */
async function giveBack(
  service: ServiceContext,
  drive: Drive,
  mayArrive: boolean,
  refusal: () => Promise<unknown>,
): Promise<PaymentResult> {
  const { key, attemptId } = drive
  if (!mayArrive) await releaseClaim(service, key, attemptId)
  else if (!(await burnClaim(service, key, attemptId))) {
    return keepOpen(service, drive, new ProblemError('orchestrator-unavailable'), true)
  }
  throw await refusal()
}

function alreadyPaid(record: PaymentRecord | undefined): ProblemError {
  return new ProblemError('already-paid', record ? { extension: { state: paymentState(record) } } : {})
}

/** The outcome is unknown: keeps the claim, and answers what a read-back tells, if it tells anything. */
async function keepOpen(
  service: ServiceContext,
  drive: Drive,
  error: unknown,
  isKnownThere: boolean,
): Promise<PaymentResult> {
  const { key, attemptId } = drive
  await keepUnknown(service, drive)
  if (isKnownThere && (await readBackUnknown(service, key, attemptId))) {
    const record = await service.ledger.read(key)
    const attempt = attemptOf(record, attemptId)
    const answer = attempt && firstAnswer(attempt)
    if (record && answer) return paymentResult(record, attemptId, answer)
  }
  throw toProblem(error)
}

/** These refusals come before the orchestrator does anything with the attempt. */
const refusedFirst = new Set([400, 401, 403, 404, 405, 413, 415, 429])

function isWithoutEffect(error: OrchestratorError, isRepeat: boolean): boolean {
  if (error.failure === 'not-sent') return !isRepeat
  if (error.failure !== 'refused') return false
  if (error.code === 'amount-changed' || error.code === 'method-unavailable') return true
  return !isRepeat && !error.isRetried && error.answered !== undefined && refusedFirst.has(error.answered)
}
