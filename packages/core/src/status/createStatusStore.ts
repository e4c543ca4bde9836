import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import { createGuard } from '../client/createGuard.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import { isNewerRevision } from '../contract/revision.ts'
import type { PaymentError } from '../errors/PaymentError.ts'
import type { StatusView } from './StatusView.ts'

/** How a payment's status is kept up to date at the moment. */
export type StatusConnection = Extract<StatusView, { status: 'ready' }>['connection']

/** What is known of each payment's status. It is written by what the backend said, never by what the page hopes. */
export interface StatusStore {
  /** The same object until something changed. */
  get(paymentId: string): StatusView
  /** Calls the listener once per change. @returns what ends it. */
  subscribe(paymentId: string, listener: () => void): () => void
  /** Takes a state from anywhere (stream, poll, result); the greatest revision is kept. */
  applyStatus(state: PaymentState): void
  /** Tells how the status is kept up to date; says nothing of the status itself. */
  setConnection(paymentId: string, connection: StatusConnection): void
  /** Tells that the status cannot be had. A state that is known already stays, on a closed connection. */
  fail(paymentId: string, error: PaymentError): void
}

/** Options of `createStatusStore`. */
export interface StatusStoreOptions {
  /** Hears of listeners that throw. */
  observe?: ((event: CheckoutEvent) => void) | undefined
}

interface Entry {
  view: StatusView
  connection: StatusConnection
}

const loading: StatusView = { status: 'loading' }

/** Makes the store of all payments that one checkout knows. */
export function createStatusStore({ observe }: StatusStoreOptions = {}): StatusStore {
  const entries = new Map<string, Entry>()
  const listeners = new Map<string, Set<() => void>>()
  const guard = createGuard(observe)

  const write = (paymentId: string, { view, connection }: Entry) => {
    const shown: StatusView =
      view.status === 'ready' && view.connection !== connection ? { ...view, connection } : view
    const before = entries.get(paymentId)?.view ?? loading
    entries.set(paymentId, { view: shown, connection })
    if (shown !== before) for (const listener of [...(listeners.get(paymentId) ?? [])]) guard(listener)
  }
  const read = (paymentId: string): Entry => entries.get(paymentId) ?? { view: loading, connection: 'closed' }

  return {
    get: (paymentId) => read(paymentId).view,
    subscribe(paymentId, listener) {
      // A listener of one's own: the same function subscribed twice ends twice.
      const own = () => listener()
      const set = listeners.get(paymentId) ?? new Set()
      listeners.set(paymentId, set.add(own))
      return () => {
        set.delete(own)
      }
    },
    applyStatus(state) {
      const { view, connection } = read(state.paymentId)
      if (view.status === 'ready' && !isNewerRevision(state.revision, view.state.revision)) return
      write(state.paymentId, { view: { status: 'ready', state, connection }, connection })
    },
    setConnection(paymentId, connection) {
      write(paymentId, { ...read(paymentId), connection })
    },
    fail(paymentId, error) {
      const { view } = read(paymentId)
      const shown: StatusView = view.status === 'ready' ? view : { status: 'error', error }
      write(paymentId, { view: shown, connection: 'closed' })
    },
  }
}
