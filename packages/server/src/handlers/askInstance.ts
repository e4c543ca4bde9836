import type { PaymentMethodInstance } from '@payloom/core/contract'
import type { OrchestratorClient } from '../orchestrator/OrchestratorClient.ts'
import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { callOrchestrator } from './callOrchestrator.ts'

/** Asks for one method; an answer about another one is no answer. */
export async function askInstance(
  client: OrchestratorClient,
  { provider, method }: { provider: string; method: string },
  ask: () => Promise<PaymentMethodInstance>,
): Promise<PaymentMethodInstance> {
  const instance = await callOrchestrator(client, ask).catch((error: unknown) => {
    throw isUnknownMethod(error) ? new ProblemError('method-unavailable', { cause: error }) : error
  })
  if (instance.provider !== provider || instance.method !== method) {
    throw new ProblemError('orchestrator-unavailable')
  }
  return instance
}

/** The orchestrator does not know the method, or does not offer it for this payment. */
function isUnknownMethod(error: unknown): boolean {
  const cause = error instanceof ProblemError ? error.cause : undefined
  return cause instanceof OrchestratorError && cause.failure === 'refused' && cause.answered === 404
}
