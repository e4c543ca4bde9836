import type { Clock } from '@payloom/bus'
import { quietStores } from './testStore.fixture.ts'

/** A clock that a test moves. */
export interface ManualClock extends Clock {
  /** Moves on and runs what has become due, in order, letting promises settle in between. */
  advance(milliseconds: number): Promise<void>
  /** Moves on at once, as over a night: whatever has become due runs once. */
  leap(milliseconds: number): Promise<void>
}

export function createManualClock(start = Date.parse('2026-11-22T10:00:00Z')): ManualClock {
  let now = start
  const timers = new Set<{ at: number; task: () => void }>()
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    await quietStores()
  }
  const clock: ManualClock = {
    now: () => now,
    after(delay, task) {
      const timer = { at: now + delay, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(milliseconds) {
      const end = now + milliseconds
      await settle()
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.task()
        await settle()
      }
      now = end
      await settle()
    },
    async leap(milliseconds) {
      now += milliseconds
      await clock.advance(0)
    },
  }
  return clock
}
