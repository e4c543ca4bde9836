import type { Clock } from '@payloom/bus'
import { ProblemError } from './ProblemError.ts'

/** Counts calls by name and refuses too many. */
export interface Limiter {
  /** @throws ProblemError `rate-limited` with `Retry-After` when the name has used up its minute. */
  count(name: string): void
  /** {@link Limiter.count} that answers instead. @returns whether the name had something left. */
  take(name: string): boolean
}

const minute = 60_000
/** Names that are remembered, at most: a flood of names costs no more memory than this. */
const mostNames = 50_000

/**
 * Lets each name `perMinute` calls at once and then as many a minute (the generic cell rate algorithm: one number a name). Kept in memory,
 * so each process counts for itself; where there are too many names, those that were heard of longest ago are forgotten.
 */
export function createLimiter(perMinute: number, clock: Clock): Limiter {
  const interval = minute / perMinute
  // When the calls of a name would have ended had they come evenly (milliseconds since the epoch). Two halves of what is remembered: a
  // map that loses its oldest entry one by one gets slow.
  let newer = new Map<string, number>()
  let older = new Map<string, number>()
  /** @returns the seconds to wait; 0 when one was taken. */
  const take = (name: string): number => {
    const now = clock.now()
    const end = Math.max(newer.get(name) ?? older.get(name) ?? now, now) + interval
    // What a name has left is a whole number of calls, which fractions of a millisecond must not take away.
    const early = end - now - minute
    if (early > 0.001) return Math.max(1, Math.ceil(early / 1000))
    newer.set(name, end)
    if (newer.size >= mostNames / 2) {
      older = newer
      newer = new Map()
    }
    return 0
  }
  return {
    count(name) {
      const seconds = take(name)
      if (seconds > 0) throw new ProblemError('rate-limited', { headers: { 'retry-after': String(seconds) } })
    },
    take: (name) => take(name) === 0,
  }
}
