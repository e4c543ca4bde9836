import type { PaymentState } from '../contract/paymentState.ts'
import { isNewerRevision } from '../contract/revision.ts'
import type { PaymentError } from '../errors/PaymentError.ts'
import type { StatusConnection, StatusEntries, StatusEntry } from './StatusEntry.ts'
import type { StatusView } from './StatusView.ts'

/** How the status of payments is told. */
export interface StatusWriting {
  /** Takes a state from anywhere (stream, poll, result); the greatest revision is kept. */
  applyStatus(state: PaymentState): void
  /** Tells how the status is kept up to date; says nothing of the status itself. */
  setConnection(paymentId: string, connection: StatusConnection): void
  /** Tells that the status cannot be had. A state that is known already stays, on a closed connection. */
  fail(paymentId: string, error: PaymentError): void
}

const nothing: StatusEntry = { view: { status: 'loading' }, connection: 'closed' }

/** Makes the writing half of the status store. It keeps nothing but its entries, so several may share them. */
export function createStatusWriting(entries: StatusEntries): StatusWriting {
  const write = (paymentId: string, { view, connection }: StatusEntry) => {
    const shown: StatusView =
      view.status === 'ready' && view.connection !== connection ? { ...view, connection } : view
    entries.setState(new Map(entries.getState()).set(paymentId, { view: shown, connection }), true)
  }
  const read = (paymentId: string): StatusEntry => entries.getState().get(paymentId) ?? nothing

  return {
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
