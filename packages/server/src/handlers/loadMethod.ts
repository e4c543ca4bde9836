import type { LoadedMethod, LoadMethodRequest } from '@payloom/core/contract'
import { MoneyError } from '@payloom/core/contract'
import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { amountDue } from '../payment/amountDue.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { callOrchestrator } from './callOrchestrator.ts'
import { listedFor } from './listMethods.ts'
import { loadPayload } from './loadPayload.ts'
import { requireAccess } from './requireAccess.ts'
import { resolvePayable } from './resolvePayable.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { toMethod } from './toMethod.ts'

/** `loadMethod`: one method with what its component needs to be drawn. */
export async function loadMethod(
  service: ServiceContext,
  context: CallContext,
  request: { provider: string; method: string } & LoadMethodRequest,
): Promise<LoadedMethod> {
  const { provider, method, purpose } = request
  const ref = request.payment === undefined ? undefined : { paymentId: request.payment }
  const access = await requireAccess(service, context, 'pay', ref)
  if (access.paymentId === null) throw new ProblemError('not-found')
  if (purpose !== 'pay') throw new ProblemError('method-unavailable')
  const key = { tenant: access.tenant, paymentId: access.paymentId }
  const payable = await resolvePayable(service, access, key.paymentId)
  const due = amountDue(await service.ledger.read(key), payable.total)
  const instance = await callOrchestrator(service.orchestrator(access.tenant), (client) =>
    client.loadMethod(
      { provider, method },
      {
        ...loadPayload(access, payable, due, request.locale),
        purpose,
        ...(request.attemptId === undefined ? {} : { attemptId: request.attemptId }),
      },
    ),
  ).catch((error: unknown) => {
    throw isUnknownMethod(error) ? new ProblemError('method-unavailable', { cause: error }) : error
  })
  if (instance.provider !== provider || instance.method !== method) {
    throw new ProblemError('orchestrator-unavailable')
  }
  const quotes = await service.quotes()
  try {
    const { quote } = toMethod(instance, due.currency, listedFor(quotes, key, payable, due))
    return {
      provider,
      method,
      purpose,
      config: instance.config ?? {},
      ...(quote === undefined ? {} : { quote }),
      ...(instance.expiresAt === undefined ? {} : { expiresAt: instance.expiresAt }),
      redirectOrigins: instance.redirectOrigins ?? [],
    }
  } catch (error) {
    if (error instanceof MoneyError) throw new ProblemError('method-unavailable', { cause: error })
    throw error
  }
}

/** The orchestrator does not know the method, or does not offer it for this payment. */
function isUnknownMethod(error: unknown): boolean {
  const cause = error instanceof ProblemError ? error.cause : undefined
  return cause instanceof OrchestratorError && cause.failure === 'refused' && cause.answered === 404
}
