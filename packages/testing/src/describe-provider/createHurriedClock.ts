import type { Clock } from '@payloom/core'

/** A clock that runs like any other, and that a check may hurry, so that nobody waits for a limit of ten seconds. */
export interface HurriedClock extends Clock {
  /** Moves the time on at once; what is due by then runs. */
  hurry(milliseconds: number): void
}

/** Makes a clock. */
export function createHurriedClock(): HurriedClock {
  let ahead = 0
  const timers = new Set<{ at: number; run(): void }>()
  const now = (): number => Date.now() + ahead
  return {
    now,
    setTimer(callback, milliseconds) {
      const run = (): void => {
        clearTimeout(handle)
        timers.delete(timer)
        callback()
      }
      const handle = setTimeout(run, milliseconds)
      const timer = { at: now() + milliseconds, run }
      timers.add(timer)
      return () => {
        clearTimeout(handle)
        timers.delete(timer)
      }
    },
    hurry(milliseconds) {
      ahead += milliseconds
      const due = [...timers].filter(({ at }) => at <= now()).sort((a, b) => a.at - b.at)
      for (const { run } of due) run()
    },
  }
}
