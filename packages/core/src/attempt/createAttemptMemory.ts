import { isAttemptId } from '../contract/isAttemptId.ts'
import { attemptKey } from './attemptKey.ts'
import type { PageStorage } from './createPageStorage.ts'

/** Keeps the id of an attempt whose outcome is not known over a reload. The id is no secret. */
export interface AttemptMemory {
  remember(paymentId: string, attemptId: string): void
  recall(paymentId: string): string | undefined
  forget(paymentId: string): void
}

/** Makes the memory of attempts. */
export function createAttemptMemory(storage: PageStorage): AttemptMemory {
  return {
    remember: (paymentId, attemptId) => storage.setItem(attemptKey(paymentId), attemptId),
    recall(paymentId) {
      const kept = storage.getItem(attemptKey(paymentId))
      return kept && isAttemptId(kept) ? kept : undefined
    },
    forget: (paymentId) => storage.removeItem(attemptKey(paymentId)),
  }
}
