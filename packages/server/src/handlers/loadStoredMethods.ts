import type { StoredMethod } from '@payloom/core/contract'
import { callOrchestrator } from './callOrchestrator.ts'
import { requireAccess } from './requireAccess.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { supportsFeature } from './supportsFeature.ts'

/** Rows that an account can show. */
const mostStored = 200

/** `loadStoredMethods`: what the customer stored earlier. Guests have none. */
export async function loadStoredMethods(
  service: ServiceContext,
  context: CallContext,
): Promise<StoredMethod[]> {
  const { tenant, customerId } = await requireAccess(service, context, 'account')
  if (customerId === undefined || !(await supportsFeature(service, tenant, 'stored-methods'))) return []
  const stored = await callOrchestrator(service.orchestrator(tenant), (client) =>
    client.loadStoredMethods(customerId),
  )
  // Outside a checkout nothing is quoted.
  return stored.slice(0, mostStored).map(({ quote: _, ...method }) => method)
}
