import type { StoredMethod } from '@payloom/core/contract'
import { requireAccess } from './requireAccess.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'

/** `loadStoredMethods`: what the customer stored earlier; nothing can be stored yet. */
export async function loadStoredMethods(
  service: ServiceContext,
  context: CallContext,
): Promise<StoredMethod[]> {
  await requireAccess(service, context, 'account')
  return []
}
