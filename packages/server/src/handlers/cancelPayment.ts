import type { PaymentResult } from '@payloom/core/contract'
import { isLive } from '../payment/attemptAnswer.ts'
import { longestWait } from '../payment/attemptLease.ts'
import { attemptPhase } from '../payment/attemptPhase.ts'
import { createRecord } from '../payment/createRecord.ts'
import { attemptOf } from '../payment/PaymentRecord.ts'
import { currentResult, paymentResult } from '../payment/paymentResult.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { attemptInProgress } from './attemptInProgress.ts'
import { type PaymentAccess, requirePayment } from './requireAccess.ts'
import { resolvePayable } from './resolvePayable.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { withdrawAttempt } from './withdrawAttempt.ts'

/** `cancelPayment`: gives an attempt up. An id that never arrived is burnt, so that it cannot arrive later. */
export async function cancelPayment(
  service: ServiceContext,
  context: CallContext,
  { paymentId, attemptId }: { paymentId: string; attemptId: string },
): Promise<PaymentResult> {
  const payment = await requirePayment(service, context, 'update', paymentId)
  const { key } = payment
  if (!attemptOf(await service.ledger.read(key), attemptId)) {
    const burnt = await burn(service, payment, attemptId)
    if (burnt) return burnt
  }
  const isRunning = (current: Awaited<ReturnType<typeof service.ledger.read>>): boolean => {
    const found = attemptOf(current, attemptId)
    return found !== undefined && attemptPhase(found, service.clock.now()) === 'running'
  }
  const settled = await service.ledger.waitUntil(key, (current) => !isRunning(current), longestWait)
  const running = attemptOf(settled, attemptId)
  if (settled && running && isRunning(settled)) throw attemptInProgress(settled, running)

  if (settled && isLive(settled, attemptId)) await withdrawAttempt(service, key, attemptId)
  const record = await service.ledger.read(key)
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt) throw new ProblemError('unknown-attempt')
  return currentResult(record, attempt)
}

/** @returns `undefined` when the attempt arrived meanwhile. */
async function burn(
  service: ServiceContext,
  { access, key }: PaymentAccess,
  attemptId: string,
): Promise<PaymentResult | undefined> {
  // A burnt id is kept as an attempt is, so it is limited as one.
  service.attempts.count(JSON.stringify([key.tenant, key.paymentId]))
  const payable = await resolvePayable(service, access, key.paymentId)
  const time = new Date(service.clock.now()).toISOString()
  const { record } = await service.ledger.change(key, (found, epoch) => {
    const before = found ?? createRecord(key, payable, epoch, time)
    if (attemptOf(before, attemptId)) return { value: undefined }
    const burnt = [...new Set([...before.burnt, attemptId])]
    return { record: { ...before, burnt }, value: undefined }
  })
  if (!record?.burnt.includes(attemptId)) return undefined
  return paymentResult(record, attemptId, { step: 0, outcome: { outcome: 'canceled' } })
}
