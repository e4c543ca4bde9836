import { type Clock, systemClock } from '@payloom/bus'

/** The machine's clock, that can be put forward: a probe waits for no limit of a minute. */
export interface BenchClock extends Clock {
  skip(milliseconds: number): void
}

export function createBenchClock(): BenchClock {
  let ahead = 0
  return {
    now: () => systemClock.now() + ahead,
    after: (delay, task) => systemClock.after(delay, task),
    skip(milliseconds) {
      ahead += milliseconds
    },
  }
}
