import type { StatusEntries } from './StatusEntry.ts'
import type { StatusView } from './StatusView.ts'

/** What a page reads of each payment's status. */
export interface StatusReading {
  /** The same object until something changed. */
  get(paymentId: string): StatusView
  /** Calls the listener once per change. @returns what ends it. */
  subscribe(paymentId: string, listener: () => void): () => void
}

const loading: StatusView = { status: 'loading' }

/** Makes the reading half of the status store, which is needed before anything is known. */
export function createStatusReading(entries: StatusEntries): StatusReading {
  return {
    get: (paymentId) => entries.getState().get(paymentId)?.view ?? loading,
    subscribe: (paymentId, listener) =>
      entries.subscribe((now, before) => {
        if ((now.get(paymentId)?.view ?? loading) !== (before.get(paymentId)?.view ?? loading)) listener()
      }),
  }
}
