import { attemptPhase } from '../payment/attemptPhase.ts'
import {
  type PaymentKey,
  type PaymentRecord,
  type StoredAttempt,
  withAttempt,
} from '../payment/PaymentRecord.ts'
import { busyParts, hasUnsettledParts } from '../payment/paymentParts.ts'
import { finished } from '../payment/recordOutcome.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { removePart } from './removePart.ts'
import type { ServiceContext } from './ServiceContext.ts'

/**
 * Reads a payment back whose parts are not known for sure: one that was answered and not confirmed yet, or one that was being given
 * back when the call about it broke off. What the company still holds then is asked for again: the call that broke off may yet arrive.
 *
 * @returns the record as it is then.
 */
export async function settleParts(
  service: ServiceContext,
  key: PaymentKey,
): Promise<PaymentRecord | undefined> {
  const { ledger, clock, readBack } = service
  const record = await ledger.read(key)
  if (!record || !hasUnsettledParts(record, clock.now())) return record
  if (!(await readBack(key, 'now'))) return ledger.read(key)
  const current = (await ledger.read(key)) ?? record
  for (const part of busyParts(current)) {
    if (attemptPhase(part, clock.now()) !== 'running') await finishCall(service, key, part)
  }
  return ledger.read(key)
}

/** While nobody can be asked, a part that was being removed stays as it is: in the way of the rest. */
async function finishCall(
  service: ServiceContext,
  key: PaymentKey,
  { attemptId, running, step, outcome }: StoredAttempt,
): Promise<void> {
  try {
    // An update that broke off had an earlier step to answer than the one that it was read back as a part with.
    const isUpdate = outcome?.outcome === 'partial' && running?.answeredStep !== step
    const { kind } = isUpdate ? { kind: 'none' } : await removePart(service, key, attemptId)
    if (kind === 'done' || kind === 'busy') return
    await service.ledger.edit(key, (before) => withAttempt(before, attemptId, finished))
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
  }
}
