import type { Clock } from '../client/Clock.ts'

/** How long what was loaded may be used. */
export interface Expiry {
  isOver(): boolean
  /** Ends the wait. */
  stop(): void
}

/** Milliseconds that anything may be used at least: the browser's clock may be fast, and must not ask without end. */
const shortestLife = 60_000
/** The longest time that a timer can wait for. */
const longestWait = 2 ** 31 - 1

/** Waits for the end of what was loaded; without a time there is none. */
export function createExpiry(expiresAt: string | undefined, clock: Clock, onOver: () => void): Expiry {
  if (expiresAt === undefined) return { isOver: () => false, stop: () => {} }
  const now = clock.now()
  const end = Math.max(Date.parse(expiresAt), now + shortestLife)
  const isOver = (): boolean => clock.now() >= end
  const stop = clock.setTimer(() => isOver() && onOver(), Math.min(end - now, longestWait))
  return { isOver, stop }
}
