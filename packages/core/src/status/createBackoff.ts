const shortest = 500
/** Half of the longest wait, 30 s: jitter adds up to as much again, so that the longest waits differ too. */
const longestBase = 15_000

/** How long to wait before the next try. */
export interface Backoff {
  /** Milliseconds, from 500 to 30 000; twice as long after each call, and never the same for all. */
  next(): number
  /** Something good came: begin anew. */
  reset(): void
  /** The server's own wish for the first wait, in milliseconds; kept within the limits. */
  suggest(milliseconds: number): void
}

/** Makes the waits between the tries of one stream. */
export function createBackoff(random: () => number): Backoff {
  let first = shortest
  let failures = 0
  return {
    next() {
      const base = Math.min(longestBase, first * 2 ** failures)
      failures += 1
      return base * (1 + random())
    },
    reset() {
      failures = 0
    },
    suggest(milliseconds) {
      first = Math.min(longestBase, Math.max(shortest, milliseconds))
    },
  }
}
