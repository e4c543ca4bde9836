import type { Clock } from '@payloom/bus'

/** A clock that moves when the test says so. */
export interface ManualClock extends Clock {
  /** Moves on by milliseconds and runs what is due on the way. */
  advance(milliseconds: number): void
}

export function createManualClock(start: number = Date.parse('2026-11-22T10:00:00Z')): ManualClock {
  let now = start
  const tasks = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    after(delay, run) {
      const task = { at: now + delay, run }
      tasks.add(task)
      return () => tasks.delete(task)
    },
    advance(milliseconds) {
      now += milliseconds
      for (const task of [...tasks].filter(({ at }) => at <= now)) {
        tasks.delete(task)
        task.run()
      }
    },
  }
}
