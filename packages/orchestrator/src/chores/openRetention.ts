import type { Clock } from '@payloom/bus'
import type { Log } from '../log.ts'
import type { Store } from '../store/Store.ts'

/** What retention works with. */
export interface RetentionOptions {
  store: Pick<Store, 'erase'>
  clock: Clock
  log: Log
  /** Milliseconds; `Infinity` keeps everything. @default 30 days */
  eraseAfter?: number | undefined
}

const thirtyDays = 30 * 86_400_000
const interval = 3_600_000
/** Also for processes that never live for an hour. */
const firstDelay = 60_000
/** Between two parts of much work, so that payments come in between. */
const pause = 100

/** Erases what is personal and old, every hour, a part at a time. Any number of processes may do so. */
export function openRetention(options: RetentionOptions): { close(): Promise<void> } {
  const { store, clock, log, eraseAfter = thirtyDays } = options
  let running: Promise<void> = Promise.resolve()
  let isClosed = false
  let stop = (): void => undefined

  const erase = async (): Promise<number> => {
    const count = await store.erase(new Date(clock.now() - eraseAfter).toISOString())
    if (count === 0) return interval
    log({ event: 'personal-erased', count })
    return pause
  }
  const schedule = (delay: number): void => {
    if (isClosed) return
    stop = clock.after(delay, () => {
      // A ledger that fails now is asked again in an hour.
      running = erase()
        .catch(() => interval)
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
