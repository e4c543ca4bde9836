import type { Clock } from '../client/Clock.ts'

/** Something that is done after a while, unless it is stopped before. */
export interface Delay {
  /** Begins to wait, in milliseconds, unless it waits already. */
  start(wait: number, onEnd: () => void): void
  stop(): void
}

/** Makes a delay that has not begun. */
export function createDelay(clock: Clock): Delay {
  let cancel: (() => void) | undefined
  const stop = () => {
    cancel?.()
    cancel = undefined
  }
  return {
    start(wait, onEnd) {
      cancel ??= clock.setTimer(() => {
        stop()
        onEnd()
      }, wait)
    },
    stop,
  }
}
