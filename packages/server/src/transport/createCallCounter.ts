import type { Clock } from '@payloom/bus'

/** The calls that are under way. */
export interface CallCounter {
  /** Counts a call until it has settled. */
  count<T>(call: Promise<T>): Promise<T>
  /** Resolves when none is under way, or after `milliseconds`. */
  settle(milliseconds: number): Promise<void>
}

/** Makes a {@link CallCounter}. */
export function createCallCounter(clock: Clock): CallCounter {
  const underWay = new Set<Promise<unknown>>()
  return {
    count(call) {
      underWay.add(call)
      const done = (): void => void underWay.delete(call)
      call.then(done, done)
      return call
    },
    async settle(milliseconds) {
      if (underWay.size === 0) return
      let cancel: () => void = () => undefined
      const limit = new Promise<void>((resolve) => {
        cancel = clock.after(milliseconds, resolve)
      })
      await Promise.race([Promise.allSettled(underWay), limit])
      cancel()
    },
  }
}
