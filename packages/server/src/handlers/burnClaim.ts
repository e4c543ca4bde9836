import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { releaseClaim } from './releaseClaim.ts'
import type { ServiceContext } from './ServiceContext.ts'

/**
 * Gives an attempt's id back of which an earlier request may still be on its way: it is ended at the orchestrator first, and never used again,
 * here or there.
 *
 * @returns `false` when it is not ended: nobody could be asked, or it has arrived meanwhile. Then nothing was changed.
 */
export async function burnClaim(
  service: ServiceContext,
  key: PaymentKey,
  attemptId: string,
): Promise<boolean> {
  if (!(await isBurnt(service, key, attemptId))) return false
  await service.ledger.edit(key, (before) => ({
    ...before,
    burnt: [...new Set([...before.burnt, attemptId])],
  }))
  await releaseClaim(service, key, attemptId)
  return true
}

/** Canceled without a payment of its own: it never came there. */
async function isBurnt(
  { orchestrator }: ServiceContext,
  { tenant, paymentId }: PaymentKey,
  attemptId: string,
): Promise<boolean> {
  const client = orchestrator(tenant)
  try {
    if (!(await client.supports('cancel'))) return false
    const { id, outcome } = await client.cancelPayment(paymentId, { attemptId })
    return outcome.outcome === 'canceled' && id === undefined
  } catch (error) {
    if (error instanceof OrchestratorError) return false
    throw error
  }
}
