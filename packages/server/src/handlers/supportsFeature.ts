import type { OrchestratorFeature } from '@payloom/core/contract'
import { callOrchestrator } from './callOrchestrator.ts'
import type { ServiceContext } from './ServiceContext.ts'

/** Whether the tenant's orchestrator can do more than the documented calls. What is missing hides the feature. */
export function supportsFeature(
  { orchestrator }: ServiceContext,
  tenant: string,
  feature: OrchestratorFeature,
): Promise<boolean> {
  return callOrchestrator(orchestrator(tenant), (client) => client.supports(feature))
}
