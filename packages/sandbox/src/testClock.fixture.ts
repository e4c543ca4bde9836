import type { Clock } from './clock.ts'

/** A clock that stands still until it is told. */
export interface TestClock extends Clock {
  /** Lets `milliseconds` pass and runs what falls due on the way, in order. */
  advance(milliseconds: number): void
  /** When the next task is due, counted from now; undefined without one. */
  nextIn(): number | undefined
}

export function createTestClock(start: number = Date.now()): TestClock {
  let now = start
  const tasks = new Set<{ at: number; task: () => void }>()
  const next = () => [...tasks].sort((one, other) => one.at - other.at)[0]
  return {
    now: () => now,
    after(delay, task) {
      const entry = { at: now + delay, task }
      tasks.add(entry)
      return () => tasks.delete(entry)
    },
    advance(milliseconds) {
      const end = now + milliseconds
      for (let due = next(); due !== undefined && due.at <= end; due = next()) {
        now = Math.max(now, due.at)
        tasks.delete(due)
        due.task()
      }
      now = end
    },
    nextIn: () => {
      const due = next()
      return due === undefined ? undefined : due.at - now
    },
  }
}
