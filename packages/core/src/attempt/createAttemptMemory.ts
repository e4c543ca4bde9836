import { isAttemptId } from '../contract/isAttemptId.ts'
import { attemptKey } from './attemptKey.ts'
import type { PageStorage } from './createPageStorage.ts'

/** Keeps the ids of attempts whose outcome is not known over a reload. An id is no secret. */
export interface AttemptMemory {
  remember(paymentId: string, attemptId: string): void
  /** The newest that is kept. */
  recall(paymentId: string): string | undefined
  forget(paymentId: string, attemptId: string): void
}

/** Ids of one payment; two checkouts of a page share the storage, and none of them fills it. */
const longest = 4

/** Makes the memory of attempts. */
export function createAttemptMemory(storage: PageStorage): AttemptMemory {
  const others = (paymentId: string, attemptId?: string): string[] => {
    const kept = storage.getItem(attemptKey(paymentId))?.split(' ') ?? []
    return kept.filter((id) => isAttemptId(id) && id !== attemptId)
  }
  return {
    remember(paymentId, attemptId) {
      const ids = [...others(paymentId, attemptId), attemptId].slice(-longest)
      storage.setItem(attemptKey(paymentId), ids.join(' '))
    },
    recall: (paymentId) => others(paymentId).at(-1),
    forget(paymentId, attemptId) {
      const ids = others(paymentId, attemptId)
      if (ids.length > 0) storage.setItem(attemptKey(paymentId), ids.join(' '))
      else storage.removeItem(attemptKey(paymentId))
    },
  }
}
