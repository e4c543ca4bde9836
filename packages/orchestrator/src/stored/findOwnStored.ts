import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import type { KeptMethod } from '../store/KeptMethod.ts'

/** What a request says of a stored method. */
export interface StoredClaim {
  provider: string
  method: string
  customerId?: string | undefined
  storedMethodId?: string | undefined
}

/** The customer's stored method. Throws a 409 for one that is somebody else's, of another method, deleted, or none. */
export async function findOwnStored(
  { store }: Context,
  { provider, method, customerId, storedMethodId }: StoredClaim,
): Promise<KeptMethod> {
  const kept = storedMethodId === undefined ? undefined : await store.findStoredMethod(storedMethodId)
  const isTheirs = kept !== undefined && kept.customerId === customerId && !kept.isDeleted
  if (isTheirs && kept.provider === provider && kept.method === method) return kept
  throw new ApiError(
    409,
    'method-unavailable',
    'The customer has no such stored method; load the list again.',
  )
}
