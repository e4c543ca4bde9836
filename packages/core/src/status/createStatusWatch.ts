import { type WatchStatusOptions, watchStatus } from './watchStatus.ts'

/** Watches payments; calls for one payment share one watcher. */
export interface StatusWatch {
  /** Keeps a payment's status live. @returns what ends it; the last one to end it ends the watcher. */
  watch(paymentId: string): () => void
  /** Ends every watcher. */
  close(): void
}

/** Options of `createStatusWatch`: those of `watchStatus`, for all payments. */
export type StatusWatchOptions = Omit<WatchStatusOptions, 'paymentId'>

interface Shared {
  count: number
  stop?: () => void
}

/** Makes the watch of one checkout. */
export function createStatusWatch(options: StatusWatchOptions): StatusWatch {
  const watchers = new Map<string, Shared>()
  const start = (paymentId: string, shared: Shared) => {
    if (watchers.get(paymentId) === shared) shared.stop = watchStatus({ ...options, paymentId })
  }
  const end = (paymentId: string, shared: Shared) => {
    if (watchers.get(paymentId) === shared) watchers.delete(paymentId)
    shared.stop?.()
  }
  return {
    watch(paymentId) {
      const shared = watchers.get(paymentId) ?? { count: 0 }
      shared.count += 1
      if (shared.count === 1) {
        watchers.set(paymentId, shared)
        // A microtask later, so that React's mount, unmount, mount is one stream.
        queueMicrotask(() => start(paymentId, shared))
      }
      let ended = false
      return () => {
        if (ended) return
        ended = true
        shared.count -= 1
        if (shared.count === 0) end(paymentId, shared)
      }
    },
    close() {
      for (const [paymentId, shared] of watchers) end(paymentId, shared)
    },
  }
}
