import { createLoader } from '../client/createLoader.ts'
import type { PaymentError } from '../errors/PaymentError.ts'
import type { WatchStatusOptions } from './watchStatus.ts'

/** Watches payments; calls for one payment share one watcher. */
export interface StatusWatch {
  /** Keeps a payment's status live. @returns what ends it; the last one to end it ends the watcher. */
  watch(paymentId: string): () => void
  /** Loads the code ahead, so that nothing is first fetched after an order. @throws PaymentError `provider_unavailable` */
  preload(): Promise<void>
  /** Ends every watcher. */
  close(): void
}

/** Options of `createStatusWatch`: those of `watchStatus`, for all payments. */
export type StatusWatchOptions = Omit<WatchStatusOptions, 'paymentId'>

interface Shared {
  count: number
  stop?: () => void
}

/** Makes the watch of one checkout. The stream's code is fetched with the first watcher, not before. */
export function createStatusWatch(options: StatusWatchOptions): StatusWatch {
  const watchers = new Map<string, Shared>()
  const load = createLoader(() => import('./watchStatus.ts'))
  const start = async (paymentId: string, shared: Shared) => {
    try {
      const { watchStatus } = await load('watchStatus')
      if (watchers.get(paymentId) === shared) shared.stop = watchStatus({ ...options, paymentId })
    } catch (error) {
      if (watchers.get(paymentId) !== shared) return
      watchers.delete(paymentId)
      options.store.fail(paymentId, error as PaymentError)
    }
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
        void start(paymentId, shared)
      }
      let ended = false
      return () => {
        if (ended) return
        ended = true
        shared.count -= 1
        if (shared.count === 0) end(paymentId, shared)
      }
    },
    preload: async () => void (await load('watchStatus')),
    close() {
      for (const [paymentId, shared] of watchers) end(paymentId, shared)
    },
  }
}
