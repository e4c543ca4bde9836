import type { Context } from '../Context.ts'
import type { Attempt } from '../store/Attempt.ts'

/**
 * Whether the rest of a held part's payment is paid, or will be told to be within moments: a later attempt is complete. Given back
 * then, the part would be missing.
 */
export async function isPartNeeded({ store, connectors }: Context, attempt: Attempt): Promise<boolean> {
  const { attemptId, paymentId, takesPart, isReturned } = attempt
  if (!takesPart || isReturned) return false
  if (await store.hasChore('capture-part', attemptId)) return true
  const attempts = (await store.findPayment(paymentId)) ?? []
  const later = attempts.slice(attempts.findIndex((entry) => entry.attemptId === attemptId) + 1)
  return later.some(({ provider, method, result, isReturned: goesBack }) => {
    if (goesBack) return false
    const isOffline = connectors.get(provider)?.methods.get(method)?.isOffline ?? false
    return result?.outcome.outcome === 'complete' && !isOffline
  })
}
