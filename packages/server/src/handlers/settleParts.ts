import { attemptPhase } from '../payment/attemptPhase.ts'
import { type PaymentKey, type PaymentRecord, withAttempt } from '../payment/PaymentRecord.ts'
import { busyParts, hasUnsettledParts } from '../payment/paymentParts.ts'
import { finished } from '../payment/recordOutcome.ts'
import type { ServiceContext } from './ServiceContext.ts'

/**
 * Reads a payment back whose parts are not known for sure: one that was answered and not confirmed yet, or one that was being given
 * back when the call about it broke off.
 *
 * @returns the record as it is then.
 */
export async function settleParts(
  { ledger, clock, readBack, listener }: ServiceContext,
  key: PaymentKey,
): Promise<PaymentRecord | undefined> {
  const record = await ledger.read(key)
  if (!record || !hasUnsettledParts(record, clock.now())) return record
  const facts = await readBack(key, 'now')
  if (!facts) return ledger.read(key)
  await listener.announce(key, facts)
  return ledger.edit(key, (before) => {
    const ended = busyParts(before).filter((part) => attemptPhase(part, clock.now()) !== 'running')
    return ended.reduce((current, { attemptId }) => withAttempt(current, attemptId, finished), before)
  })
}
