import { isEndedWithoutMoney } from '@payloom/core/contract'
import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { addFacts } from '../payment/addFacts.ts'
import { type AttemptPhase, attemptPhase } from '../payment/attemptPhase.ts'
import { standingAttempts, supersededFact } from '../payment/claimAttempt.ts'
import { attemptOf, type PaymentKey } from '../payment/PaymentRecord.ts'
import { toProblem } from './callOrchestrator.ts'
import type { ServiceContext } from './ServiceContext.ts'

/**
 * Ends an attempt that waits for the shopper, or an order that is paid later: at the company where that is possible, else it is
 * marked superseded. One that may still bring money stays what it is, and is read back.
 *
 * @throws ProblemError `orchestrator-unavailable` when nobody could be asked.
 */
export async function withdrawAttempt(
  service: ServiceContext,
  key: PaymentKey,
  attemptId: string,
): Promise<void> {
  const { ledger, clock, readBack } = service
  const record = await ledger.read(key)
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt || !standingAttempts(record).includes(attempt)) return
  // Its request may still be on its way: canceled now, it could succeed after that.
  const phase = attemptPhase(attempt, clock.now())
  if (phase === 'running') return
  const kind = await cancelThere(service, key, attemptId, phase)
  if (kind === 'standing') {
    // Its success may be known to the company before a message tells of it.
    await readBack(key, 'now')
    return
  }
  const time = new Date(clock.now()).toISOString()
  const fact =
    kind === 'superseded'
      ? supersededFact(attemptId, time)
      : { factId: `cancel.${attemptId}`, attemptId, kind, providerTime: time }
  await ledger.edit(key, (before) => addFacts(before, [fact]))
}

async function cancelThere(
  service: ServiceContext,
  key: PaymentKey,
  attemptId: string,
  phase: AttemptPhase,
): Promise<'canceled' | 'failed' | 'expired' | 'superseded' | 'standing'> {
  const client = service.orchestrator(key.tenant)
  // What was sent and never answered may still arrive: marked superseded, it could be a second charge.
  const unheard = phase === 'unknown' ? 'standing' : 'superseded'
  try {
    if (!(await client.supports('cancel'))) return unheard
    const { outcome } = (await client.cancelPayment(key.paymentId, { attemptId })).outcome
    return isEndedWithoutMoney(outcome) ? outcome : 'standing'
  } catch (error) {
    if (error instanceof OrchestratorError && error.failure === 'refused') {
      // Only the orchestrator's own word counts: a gateway's 404 tells nothing of the attempt.
      return error.answered === 404 && error.code === 'unknown-attempt' ? unheard : 'standing'
    }
    throw toProblem(error)
  }
}
