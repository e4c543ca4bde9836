import { isAttemptId } from '../contract/isAttemptId.ts'
import { attemptKey } from './attemptKey.ts'

/** Keeps the id of an attempt whose outcome is not known over a reload. The id is no secret. */
export interface AttemptMemory {
  remember(paymentId: string, attemptId: string): void
  recall(paymentId: string): string | undefined
  forget(paymentId: string): void
}

/** Where the ids are kept. */
export type AttemptStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * Makes the memory of attempts.
 *
 * @param openStorage reads the storage at each use: where it is blocked, the getter itself throws. Then ids live as long as the page.
 */
export function createAttemptMemory(openStorage: () => AttemptStorage | undefined): AttemptMemory {
  const inPage = new Map<string, string>()
  const attempt = <Value>(use: (storage: AttemptStorage) => Value): Value | undefined => {
    try {
      const storage = openStorage()
      return storage && use(storage)
    } catch {
      return undefined
    }
  }
  return {
    remember(paymentId, attemptId) {
      inPage.set(paymentId, attemptId)
      attempt((storage) => storage.setItem(attemptKey(paymentId), attemptId))
    },
    recall(paymentId) {
      const kept = inPage.get(paymentId) ?? attempt((storage) => storage.getItem(attemptKey(paymentId)))
      return kept && isAttemptId(kept) ? kept : undefined
    },
    forget(paymentId) {
      inPage.delete(paymentId)
      attempt((storage) => storage.removeItem(attemptKey(paymentId)))
    },
  }
}
