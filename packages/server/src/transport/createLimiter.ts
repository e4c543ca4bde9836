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

/** A token bucket per name: `perMinute` at once, then as many a minute. Kept in memory, so each process counts for itself. */
export function createLimiter(perMinute: number, clock: Clock): Limiter {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const prune = (now: number): void => {
    for (const [name, bucket] of buckets) {
      if (now - bucket.at > minute) buckets.delete(name)
    }
  }
  /** @returns the seconds to wait; 0 when one was taken. */
  const take = (name: string): number => {
    const now = clock.now()
    if (buckets.size > 10_000) prune(now)
    const known = buckets.get(name) ?? { tokens: perMinute, at: now }
    const tokens = Math.min(perMinute, known.tokens + ((now - known.at) * perMinute) / minute)
    if (tokens < 1) return Math.max(1, Math.ceil(((1 - tokens) * minute) / perMinute / 1000))
    buckets.set(name, { tokens: tokens - 1, at: now })
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
