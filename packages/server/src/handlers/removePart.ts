import { isEndedWithoutMoney } from '@payloom/core/contract'
import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { addFacts } from '../payment/addFacts.ts'
import { attemptLease } from '../payment/attemptLease.ts'
import { attemptPhase } from '../payment/attemptPhase.ts'
import { standingAttempts } from '../payment/claimAttempt.ts'
import type { PaymentRecord, StoredAttempt } from '../payment/PaymentRecord.ts'
import { attemptOf, type PaymentKey, withAttempt } from '../payment/PaymentRecord.ts'
import { paymentParts } from '../payment/paymentParts.ts'
import { finished } from '../payment/recordOutcome.ts'
import { toProblem } from './callOrchestrator.ts'
import type { ServiceContext } from './ServiceContext.ts'

/** What became of a part that was to be taken off. */
export type PartRemoval =
  /** It is given back, or it is not ours to give back: the record tells. */
  | { kind: 'done' }
  /** It is no part that is held. */
  | { kind: 'none' }
  /** Another call is giving it back. */
  | { kind: 'busy' }
  /** Another attempt relies on it. */
  | { kind: 'blocked'; record: PaymentRecord; by: StoredAttempt }

/**
 * Gives a held part back at the company. The part is leased first, in the transaction that looks for other attempts: a claim and a
 * removal at once never both succeed. A removal whose answer was lost may still arrive, so it stands in the way until one is answered.
 *
 * @throws ProblemError `orchestrator-unavailable` when nobody could be asked.
 */
export async function removePart(
  service: ServiceContext,
  key: PaymentKey,
  attemptId: string,
): Promise<PartRemoval> {
  const { isRepeat, ...removal } = await hold(service, key, attemptId)
  if (removal.kind !== 'done') return removal
  const { ledger, clock } = service
  const settle = (change: (record: PaymentRecord) => PaymentRecord): Promise<PaymentRecord> =>
    ledger.edit(key, (before) => change(withAttempt(before, attemptId, finished)))
  try {
    if (await isGivenBack(service, key, attemptId)) {
      await settle((record) => withVoid(record, attemptId, clock.now()))
    } else {
      await settle((record) => record)
      await service.readBack(key, 'now')
    }
  } catch (error) {
    if (isRepeat || (error instanceof OrchestratorError && error.failure === 'unknown')) {
      // It may be given back, now or in a while: nobody pays the rest before a removal was answered.
      await ledger.edit(key, (before) => withAttempt(before, attemptId, (part) => lapsed(part, clock.now())))
    } else await settle((record) => record)
    throw toProblem(error)
  }
  return removal
}

async function hold(
  { ledger, clock }: ServiceContext,
  key: PaymentKey,
  attemptId: string,
): Promise<PartRemoval & { isRepeat?: boolean }> {
  const { value } = await ledger.change<PartRemoval & { isRepeat?: boolean }>(key, (record) => {
    const part = paymentParts(record).find(({ attempt }) => attempt.attemptId === attemptId)
    if (!record || !part?.isHeld) return { value: { kind: 'none' } }
    const now = clock.now()
    if (attemptPhase(part.attempt, now) === 'running') return { value: { kind: 'busy' } }
    const [by] = standingAttempts(record)
    if (by) return { value: { kind: 'blocked', record, by } }
    const running = { answeredStep: part.attempt.step, leaseUntil: now + attemptLease }
    return {
      record: withAttempt(record, attemptId, (attempt) => ({ ...attempt, running })),
      value: { kind: 'done', isRepeat: part.attempt.running !== undefined },
    }
  })
  return value
}

/** @returns `false` where the company keeps it, or nothing can be canceled. */
async function isGivenBack(
  { orchestrator }: ServiceContext,
  { tenant, paymentId }: PaymentKey,
  attemptId: string,
): Promise<boolean> {
  const client = orchestrator(tenant)
  try {
    if (!(await client.supports('cancel'))) return false
    const { outcome } = await client.cancelPayment(paymentId, { attemptId })
    return isEndedWithoutMoney(outcome.outcome)
  } catch (error) {
    if (error instanceof OrchestratorError && error.failure === 'refused') return false
    throw error
  }
}

/** The orchestrator was asked after it had told of the money, so its answer is later than the hold, whatever the clocks say: confirmed. */
function withVoid(record: PaymentRecord, attemptId: string, now: number): PaymentRecord {
  const providerTime = new Date(now).toISOString()
  const fact = { factId: `void.${attemptId}`, attemptId, kind: 'voided', providerTime, confirmed: true }
  return attemptOf(record, attemptId) ? addFacts(record, [fact]) : record
}

function lapsed(attempt: StoredAttempt, now: number): StoredAttempt {
  return attempt.running ? { ...attempt, running: { ...attempt.running, leaseUntil: now } } : attempt
}
