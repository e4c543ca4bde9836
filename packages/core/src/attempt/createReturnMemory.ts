import type { AttemptRef } from '../client/PaymentClient.ts'
import { isAttemptId } from '../contract/isAttemptId.ts'
import type { PageStorage } from './createPageStorage.ts'

/** Keeps the ids of the attempt that this tab came back with: a reload finds it when the token is gone from the address. */
export interface ReturnMemory {
  remember(ref: AttemptRef): void
  recall(): AttemptRef | undefined
}

const key = 'payloom.return'

/** Makes the memory. Ids only: the token opens the payment, and is kept nowhere. */
export function createReturnMemory(storage: PageStorage): ReturnMemory {
  return {
    remember: ({ paymentId, attemptId }) => storage.setItem(key, `${paymentId} ${attemptId}`),
    recall() {
      const [paymentId, attemptId, ...more] = storage.getItem(key)?.split(' ') ?? []
      if (!paymentId || !attemptId || more.length > 0 || !isAttemptId(attemptId)) return undefined
      return { paymentId, attemptId }
    },
  }
}
