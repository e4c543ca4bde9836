const shortest = 500
/** Half of the longest wait, 30 s: jitter adds up to as much again, so that the longest waits differ too. */
const longestBase = 15_000
/** The most that a server's wish for the first wait counts for: nothing is streamed meanwhile. */
const longestWish = 5000

/** How long to wait before the next try. */
export interface Backoff {
  /**
   * Milliseconds, from 500 to 30 000; twice as long after each call, and never the same for all. `atLeast`: what the answer asked
   * for, as far as it is within the limits.
   */
  next(atLeast?: number): number
  /** Something good came: begin anew. */
  reset(): void
  /** The server's own wish for the first wait, in milliseconds; kept within 500 and 5000, before jitter. */
  suggest(milliseconds: number): void
}

/** Makes the waits between the tries of one stream. */
export function createBackoff(random: () => number): Backoff {
  let first = shortest
  let failures = 0
  return {
    next(atLeast = 0) {
      const base = Math.min(longestBase, Math.max(atLeast, first * 2 ** failures))
      failures += 1
      return base * (1 + random())
    },
    reset() {
      failures = 0
    },
    suggest(milliseconds) {
      first = Math.min(longestWish, Math.max(shortest, milliseconds))
    },
  }
}
