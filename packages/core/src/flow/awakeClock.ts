import type { Clock } from '../client/Clock.ts'

/** Milliseconds that a timer of a page in the background may be late by; one that is later still has slept. */
export const longestDelay = 120_000

/**
 * A clock whose timers do not run down in a tab that sleeps: one that is over when the tab wakes begins anew, so that nothing is
 * ended just because a laptop was closed.
 */
export function awakeClock(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    setTimer(callback, milliseconds) {
      let stop = (): void => {}
      const start = (): void => {
        const end = clock.now() + milliseconds
        stop = clock.setTimer(() => (clock.now() - end > longestDelay ? start() : callback()), milliseconds)
      }
      start()
      return () => stop()
    },
  }
}
