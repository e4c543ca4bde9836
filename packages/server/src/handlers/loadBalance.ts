import { type LoadBalanceRequest, type Money, MoneyError, moneyFromMajor } from '@payloom/core/contract'
import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { hashOf } from '../transport/readBody.ts'
import { toProblem } from './callOrchestrator.ts'
import { requireAccess, sessionOf } from './requireAccess.ts'
import { resolvePayable } from './resolvePayable.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { supportsFeature } from './supportsFeature.ts'

/**
 * `loadBalance`: what is left on a gift card. Number and PIN are passed on and go nowhere else. Few questions a minute are answered: who
 * has numbers but no PINs would try them here.
 *
 * @throws ProblemError `order-invalid` with the wrong field, `method-unavailable`, `not-found`.
 */
export async function loadBalance(
  service: ServiceContext,
  context: CallContext,
  request: { provider: string; method: string } & LoadBalanceRequest,
): Promise<Money> {
  const { provider, method, payment, number, pin } = request
  const ref = payment === undefined ? undefined : { paymentId: payment }
  const access = await requireAccess(service, context, 'pay', ref)
  const { tenant, paymentId } = access
  if (paymentId === null) throw new ProblemError('not-found')
  service.balances.count(sessionOf(access))
  service.balances.count(JSON.stringify([tenant, 'payment', paymentId]))
  // Sessions cost nothing: whoever takes a new one for each guess is stopped by the card.
  service.balances.count(JSON.stringify([tenant, 'card', hashOf(number.replace(/[ -]/g, ''))]))
  if (!(await supportsFeature(service, tenant, 'balance'))) throw new ProblemError('not-found')
  const { currency } = await resolvePayable(service, access, paymentId)
  try {
    const answer = await service
      .orchestrator(tenant)
      .loadBalance(
        { provider, method },
        { id: paymentId, currency, number, ...(pin === undefined ? {} : { pin }) },
      )
    return moneyFromMajor(answer.balance, answer.currency)
  } catch (error) {
    throw balanceProblem(error)
  }
}

function balanceProblem(error: unknown): unknown {
  if (error instanceof MoneyError) return new ProblemError('orchestrator-unavailable', { cause: error })
  if (!(error instanceof OrchestratorError) || error.failure !== 'refused') return toProblem(error)
  if (error.answered === 404) return new ProblemError('method-unavailable', { cause: error })
  if (error.code !== 'invalid_data') return toProblem(error)
  const { field } = error
  const isKnown = field === 'number' || field === 'pin'
  return new ProblemError('order-invalid', {
    extension: { issues: [{ code: 'invalid_data', ...(isKnown ? { field } : {}) }] },
  })
}
