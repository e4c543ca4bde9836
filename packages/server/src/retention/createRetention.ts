import type { Clock } from '@payloom/bus'
import type { ServiceEvent } from '../ServiceEvent.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'

/** Options of {@link createRetention}. */
export interface RetentionOptions {
  store: Pick<PaymentStore, 'erase'>
  clock: Clock
  observe: (event: ServiceEvent) => void
  /** Milliseconds; `Infinity` keeps everything. @default 30 days */
  eraseAfter?: number | undefined
}

const thirtyDays = 30 * 86_400_000
const interval = 3_600_000
/** Also for processes that never live for an hour. */
const firstDelay = 60_000
/** Between two parts of much work, so that payments come in between. */
const pause = 100

/**
 * Erases what is personal and old, every hour, a part at a time. Any number of processes may do so: what one has erased the next does not
 * find.
 */
export function createRetention(options: RetentionOptions): { close(): Promise<void> } {
  const { store, clock, observe, eraseAfter = thirtyDays } = options
  let running: Promise<void> = Promise.resolve()
  let isClosed = false
  let stop: () => void = () => undefined

  const erase = async (): Promise<number> => {
    const before = new Date(clock.now() - eraseAfter).toISOString()
    return (await store.erase(before)) > 0 ? pause : interval
  }
  const schedule = (delay: number): void => {
    if (isClosed) return
    stop = clock.after(delay, () => {
      running = erase()
        .catch((error: unknown) => {
          observe({ type: 'error', where: 'retention', error })
          return interval
        })
        .then(schedule)
    })
  }
  if (Number.isFinite(eraseAfter)) schedule(firstDelay)
  return {
    async close() {
      isClosed = true
      stop()
      await running
    },
  }
}
