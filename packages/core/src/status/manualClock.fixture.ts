import type { Clock } from '../client/Clock.ts'

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves the time on and runs what is due, in order; what follows a timer may set the next one. */
  advance(milliseconds: number): Promise<void>
  /** The waits that are under way, in milliseconds from now, shortest first. */
  waits(): number[]
}

export function createManualClock(): ManualClock {
  let now = Date.parse('2026-11-22T10:00:00Z')
  const timers = new Set<{ at: number; callback: () => void }>()
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const sorted = () => [...timers].sort((a, b) => a.at - b.at)
  return {
    now: () => now,
    setTimer(callback, milliseconds) {
      const timer = { at: now + milliseconds, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    waits: () => sorted().map(({ at }) => at - now),
    async advance(milliseconds) {
      const end = now + milliseconds
      await settle()
      for (let next = sorted()[0]; next && next.at <= end; next = sorted()[0]) {
        timers.delete(next)
        now = next.at
        next.callback()
        await settle()
      }
      now = end
    },
  }
}
