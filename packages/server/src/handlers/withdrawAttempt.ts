import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { addFacts } from '../payment/addFacts.ts'
import { isLive } from '../payment/attemptAnswer.ts'
import { attemptPhase } from '../payment/attemptPhase.ts'
import { supersededFact } from '../payment/claimAttempt.ts'
import { attemptOf, type PaymentKey } from '../payment/PaymentRecord.ts'
import { toProblem } from './callOrchestrator.ts'
import type { ServiceContext } from './ServiceContext.ts'

/**
 * Ends an attempt that waits for the shopper: at the company where that is possible, else it is marked superseded.
 * If it has succeeded meanwhile it stays what it is.
 *
 * @throws ProblemError `orchestrator-unavailable` when nobody could be asked.
 */
export async function withdrawAttempt(
  service: ServiceContext,
  key: PaymentKey,
  attemptId: string,
): Promise<void> {
  const { ledger, clock } = service
  const record = await ledger.read(key)
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt || !isLive(record, attemptId)) return
  // Its request may still be on its way: canceled now, it could succeed after that.
  if (attemptPhase(attempt, clock.now()) === 'running') return
  const kind = await cancelThere(service, key, attemptId)
  if (kind === 'standing') return
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
): Promise<'canceled' | 'failed' | 'expired' | 'superseded' | 'standing'> {
  const client = service.orchestrator(key.tenant)
  if (!(await client.supports('cancel'))) return 'superseded'
  try {
    const { outcome } = await client.cancelPayment(key.paymentId, { attemptId })
    switch (outcome.outcome) {
      case 'canceled':
      case 'failed':
      case 'expired':
        return outcome.outcome
      default:
        return 'standing'
    }
  } catch (error) {
    // It never heard of the attempt, so there is nothing to cancel.
    if (error instanceof OrchestratorError && error.failure === 'refused') {
      return error.answered === 404 ? 'superseded' : 'standing'
    }
    throw toProblem(error)
  }
}
