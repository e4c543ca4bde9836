import type { PaymentResult, UpdatePaymentRequest } from '@payloom/core/contract'
import type { Access } from '../orders/Authorize.ts'
import { isLive } from '../payment/attemptAnswer.ts'
import { attemptLease, longestWait } from '../payment/attemptLease.ts'
import { attemptPhase } from '../payment/attemptPhase.ts'
import {
  attemptOf,
  type PaymentKey,
  type PaymentRecord,
  type StoredAttempt,
  withAttempt,
} from '../payment/PaymentRecord.ts'
import { currentResult, paymentResult } from '../payment/paymentResult.ts'
import { finished, recordOutcome } from '../payment/recordOutcome.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { attemptInProgress } from './attemptInProgress.ts'
import { toProblem } from './callOrchestrator.ts'
import { confirmAnswer } from './confirmAnswer.ts'
import { observeAnswer } from './observeAnswer.ts'
import { requirePayment } from './requireAccess.ts'
import { restoreCart } from './restoreCart.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { shownResult } from './shownResult.ts'

/** One step of an attempt that is to be answered. */
interface Step {
  access: Access
  key: PaymentKey
  attemptId: string
  request: UpdatePaymentRequest
  requestHash: string
}

/** `updatePayment`: passes on what the provider learnt. The same step gets its first answer, an old one the current result. */
export async function updatePayment(
  service: ServiceContext,
  context: CallContext,
  call: { paymentId: string; attemptId: string; request: UpdatePaymentRequest; requestHash: string },
): Promise<PaymentResult> {
  const { paymentId, ...rest } = call
  const ref = { paymentId, attemptId: call.attemptId }
  const { access, key } = await requirePayment(service, context, 'update', ref)
  const step: Step = { ...rest, access, key }
  for (;;) {
    const record = await readSettled(service, step)
    const attempt = attemptOf(record, call.attemptId) as StoredAttempt
    const known = answerOf(record, attempt, step)
    const result = known ?? ((await hold(service, step)) ? await send(service, step) : undefined)
    if (result) {
      await restoreCart(service, key)
      return shownResult(access, result)
    }
  }
}

/** The record once no other call about the attempt is under way. */
async function readSettled(
  service: ServiceContext,
  { access, key, attemptId }: Step,
): Promise<PaymentRecord> {
  const phaseOf = (current: PaymentRecord | undefined): string | undefined => {
    const found = attemptOf(current, attemptId)
    return found && attemptPhase(found, service.clock.now())
  }
  const record = await service.ledger.waitUntil(key, (current) => phaseOf(current) !== 'running', longestWait)
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt) throw new ProblemError('unknown-attempt')
  if (phaseOf(record) !== 'answered') throw attemptInProgress(access, record, attempt)
  return record
}

/** The result that needs no call: of a step that was answered, of an old one, or of an attempt that is over. */
function answerOf(
  record: PaymentRecord,
  attempt: StoredAttempt,
  { attemptId, request: { step } }: Step,
): PaymentResult | undefined {
  const newest = attempt.answers.at(-1)
  if (newest && step !== 0 && newest.answeredStep === step) return paymentResult(record, attemptId, newest)
  if (step < attempt.step || !isLive(record, attemptId)) return currentResult(record, attempt)
  if (step > attempt.step) {
    throw new ProblemError('bad-request', {
      detail: `updatePayment: the attempt stands at step ${attempt.step}.`,
    })
  }
  return undefined
}

/** Takes the attempt's lease. @returns whether this call got it. */
async function hold(service: ServiceContext, { key, attemptId, request }: Step): Promise<boolean> {
  const { value } = await service.ledger.change(key, (record) => {
    const now = service.clock.now()
    const attempt = attemptOf(record, attemptId)
    if (!record || !attempt || attemptPhase(attempt, now) !== 'answered' || attempt.step !== request.step) {
      return { value: false }
    }
    const running = { answeredStep: request.step, leaseUntil: now + attemptLease }
    return { record: withAttempt(record, attemptId, (found) => ({ ...found, running })), value: true }
  })
  return value
}

async function send(service: ServiceContext, step: Step): Promise<PaymentResult> {
  const { key, attemptId, request, requestHash } = step
  try {
    const { data } = request
    const result = await service
      .orchestrator(key.tenant)
      .updatePayment(key.paymentId, { attemptId, step: request.step, data })
    observeAnswer(service, key, attemptId, result)
    const time = new Date(service.clock.now()).toISOString()
    const answeredStep = request.step
    await service.ledger.edit(key, (before) =>
      recordOutcome(before, { attemptId, answeredStep, requestHash, result, time }),
    )
    const record = await confirmAnswer(service, key, attemptId)
    return paymentResult(record, attemptId, attemptOf(record, attemptId)?.answers.at(-1) ?? result)
  } catch (error) {
    // The step is not answered; it may be sent again, and the orchestrator knows it by its number.
    await service.ledger.edit(key, (before) => withAttempt(before, attemptId, finished))
    throw toProblem(error)
  }
}
