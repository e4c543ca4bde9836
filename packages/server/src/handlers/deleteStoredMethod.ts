import { ProblemError } from '../transport/ProblemError.ts'
import { callOrchestrator } from './callOrchestrator.ts'
import { requireCustomer } from './requireAccess.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { supportsFeature } from './supportsFeature.ts'

/** `deleteStoredMethod`: forgets a method of the customer's. Another customer's is as unknown as any. */
export async function deleteStoredMethod(
  service: ServiceContext,
  context: CallContext,
  { id }: { id: string },
): Promise<void> {
  const { tenant, customerId } = await requireCustomer(service, context)
  const isDeleted =
    (await supportsFeature(service, tenant, 'stored-methods')) &&
    (await callOrchestrator(service.orchestrator(tenant), (client) =>
      client.deleteStoredMethod(customerId, id),
    ))
  if (!isDeleted) throw new ProblemError('not-found')
}
