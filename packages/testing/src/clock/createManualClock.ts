/** A clock that stands still until a test moves it; fits core's `Clock` and the bus's. */
export interface ManualClock {
  /** Milliseconds since the epoch. */
  now(): number
  /** @returns a function that cancels it. */
  setTimer(callback: () => void, milliseconds: number): () => void
  /** The same with its arguments the other way round, as the bus has it. */
  after(milliseconds: number, callback: () => void): () => void
  /** Moves the time on and runs what is due, in order; what follows a timer may set the next one. */
  advance(milliseconds: number): Promise<void>
  /** The waits that are under way, in milliseconds from now, shortest first. */
  waits(): number[]
}

/**
 * Makes a clock.
 *
 * @param start milliseconds since the epoch. @default 2026-11-22T10:00:00Z
 */
export function createManualClock(start: number = Date.parse('2026-11-22T10:00:00Z')): ManualClock {
  let now = start
  const timers = new Set<{ at: number; callback: () => void }>()
  const sorted = () => [...timers].sort((a, b) => a.at - b.at)
  const setTimer: ManualClock['setTimer'] = (callback, milliseconds) => {
    const timer = { at: now + milliseconds, callback }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  return {
    now: () => now,
    setTimer,
    after: (milliseconds, callback) => setTimer(callback, milliseconds),
    waits: () => sorted().map(({ at }) => at - now),
    async advance(milliseconds) {
      const end = now + milliseconds
      await nextTask()
      for (let next = sorted()[0]; next && next.at <= end; next = sorted()[0]) {
        timers.delete(next)
        now = next.at
        next.callback()
        await nextTask()
      }
      now = end
    },
  }
}

/** Lets everything run that waits for promises; a message is a task of its own in browsers and in Node, and no timer. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
