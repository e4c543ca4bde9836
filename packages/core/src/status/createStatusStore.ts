import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import { guardObserver } from '../client/guardObserver.ts'
import { createGuardedStore } from './createGuardedStore.ts'
import { createStatusReading, type StatusReading } from './createStatusReading.ts'
import { createStatusWriting, type StatusWriting } from './createStatusWriting.ts'
import type { StatusEntries } from './StatusEntry.ts'

/** What is known of each payment's status. It is written by what the backend said, never by what the page hopes. */
export interface StatusStore extends StatusReading, StatusWriting {}

/** Options of `createStatusStore`. */
export interface StatusStoreOptions {
  /** Hears of listeners that throw. */
  observe?: ((event: CheckoutEvent) => void) | undefined
}

/** Makes a store of payments' statuses of its own. */
export function createStatusStore({ observe }: StatusStoreOptions = {}): StatusStore {
  const tell = guardObserver(observe)
  const entries: StatusEntries = createGuardedStore(new Map(), (error) =>
    tell({ type: 'listener-error', error }),
  )
  return { ...createStatusReading(entries), ...createStatusWriting(entries) }
}
