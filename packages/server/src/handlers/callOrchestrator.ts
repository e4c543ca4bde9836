import type { OrchestratorClient } from '../orchestrator/OrchestratorClient.ts'
import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { ProblemError } from '../transport/ProblemError.ts'

/**
 * A call that changes nothing at a company; whatever fails is one problem for the browser.
 *
 * @throws ProblemError `method-unavailable` where the orchestrator says so, else `orchestrator-unavailable`.
 */
export async function callOrchestrator<T>(
  client: OrchestratorClient,
  call: (client: OrchestratorClient) => Promise<T>,
): Promise<T> {
  try {
    return await call(client)
  } catch (error) {
    throw toProblem(error)
  }
}

/** The problem that a browser gets for a failed call; the orchestrator's own words stay here. */
export function toProblem(error: unknown): unknown {
  if (!(error instanceof OrchestratorError)) return error
  if (error.failure === 'refused' && error.code === 'method-unavailable') {
    return new ProblemError('method-unavailable', { cause: error })
  }
  return new ProblemError('orchestrator-unavailable', { status: error.status, cause: error })
}
