import { createGuard } from '../client/createGuard.ts'
import type { StatusStreamOptions, StreamConnection } from './StatusStreamOptions.ts'

/** Tells the page and its observer what a stream does. Nothing that they throw comes back. */
export interface StreamReporter {
  /** Something for the observer alone. */
  note(state: string, detail?: string): void
  /** The connection as it is now; the page hears of changes only, and of nothing after `closed`. */
  tell(connection: StreamConnection): void
  /** Calls one of the page's callbacks. */
  call(callback: () => void): void
}

/** Makes the reporter of one stream. */
export function createStreamReporter({
  paymentId,
  observe,
  onConnection,
}: StatusStreamOptions): StreamReporter {
  const call = createGuard(observe)
  let last: StreamConnection | undefined
  const note = (state: string, detail?: string) =>
    call(() => observe?.({ type: 'stream', paymentId, state, ...(detail && { detail }) }))
  return {
    call,
    note,
    tell(connection) {
      if (connection === last || last === 'closed') return
      last = connection
      note(connection)
      call(() => onConnection?.(connection))
    },
  }
}
