import type { PaymentResult } from '@payloom/core/contract'
import { isLive } from '../payment/attemptAnswer.ts'
import { longestWait } from '../payment/attemptLease.ts'
import { attemptPhase } from '../payment/attemptPhase.ts'
import { createRecord } from '../payment/createRecord.ts'
import { attemptOf, type PaymentRecord } from '../payment/PaymentRecord.ts'
import { currentResult, paymentResult } from '../payment/paymentResult.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { attemptInProgress } from './attemptInProgress.ts'
import { removePart } from './removePart.ts'
import { type PaymentAccess, requirePayment } from './requireAccess.ts'
import { resolvePayable } from './resolvePayable.ts'
import { restoreCart } from './restoreCart.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { settleParts } from './settleParts.ts'
import { shownResult } from './shownResult.ts'
import { withdrawAttempt } from './withdrawAttempt.ts'

/**
 * `cancelPayment`: gives an attempt up, or takes a part of the total off again. An id that never arrived is burnt, so that it cannot
 * arrive later.
 */
export async function cancelPayment(
  service: ServiceContext,
  context: CallContext,
  ref: { paymentId: string; attemptId: string },
): Promise<PaymentResult> {
  const payment = await requirePayment(service, context, 'update', ref)
  const { access, key } = payment
  const { attemptId } = ref
  if (!attemptOf(await service.ledger.read(key), attemptId)) {
    const burnt = await burn(service, payment, attemptId)
    if (burnt) return burnt
  }
  for (;;) {
    await waitForOthers(service, payment, attemptId)
    const settled = await settleParts(service, key)
    if (settled && isLive(settled, attemptId)) await withdrawAttempt(service, key, attemptId)
    const removal = await removePart(service, key, attemptId)
    if (removal.kind === 'blocked') throw attemptInProgress(access, removal.record, removal.by)
    if (removal.kind !== 'busy') break
  }
  await restoreCart(service, key)
  const record = await service.ledger.read(key)
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt) throw new ProblemError('unknown-attempt')
  return shownResult(access, currentResult(record, attempt))
}

/** Waits until no other call about the attempt is under way. */
async function waitForOthers(
  { ledger, clock }: ServiceContext,
  { access, key }: PaymentAccess,
  attemptId: string,
): Promise<void> {
  const isRunning = (current: PaymentRecord | undefined): boolean => {
    const found = attemptOf(current, attemptId)
    return found !== undefined && attemptPhase(found, clock.now()) === 'running'
  }
  const record = await ledger.waitUntil(key, (current) => !isRunning(current), longestWait)
  const running = attemptOf(record, attemptId)
  if (record && running && isRunning(record)) throw attemptInProgress(access, record, running)
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
