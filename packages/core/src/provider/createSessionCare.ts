import type { Clock } from '../client/Clock.ts'
import type { Money } from '../contract/money.ts'
import { createExpiry } from './createExpiry.ts'
import { createSessionFollower, type SessionFollower } from './createSessionFollower.ts'
import { createSessionMount, type SessionMount } from './createSessionMount.ts'
import type { OpenedSession } from './openSession.ts'

/** Keeps a living session in its slot, and true to what changes around it. */
export interface SessionCare extends SessionMount, SessionFollower {
  /** Whether what the session was made from may not be used any more. */
  isExpired(): boolean
  /** Takes the session out and follows nothing any more. */
  end(): void
}

/** Options of {@link createSessionCare}. */
export interface SessionCareOptions {
  opened: OpenedSession
  amount: Money
  store: boolean
  clock: Clock
  /** Milliseconds since the epoch by the server’s clock. @default the clock’s */
  serverNow?: (() => number) | undefined
  /** The session's state changed. */
  onChange(): void
  /** The session has to be made anew. */
  onRecreate(): void
  /** The session could not be drawn. */
  onError(error: unknown): void
  report(error: unknown): void
}

/** Makes the care of one session. */
export function createSessionCare({
  opened,
  onChange,
  onRecreate,
  ...options
}: SessionCareOptions): SessionCare {
  const { entry, loaded, session } = opened
  const unsubscribe = session.subscribe(onChange)
  const mount = createSessionMount({ session, ...options })
  // What the shopper has typed is not taken away: a form that has begun is loaded anew when it is used.
  const onExpired = (): void => {
    if (entry.match.presentation === 'button' || session.state.empty) onRecreate()
  }
  const { clock, serverNow = clock.now } = options
  const expiry = createExpiry(loaded.expiresAt, { ...clock, now: serverNow }, onExpired)
  return {
    ...createSessionFollower({ session, onRecreate, ...options }),
    ...mount,
    isExpired: expiry.isOver,
    end() {
      unsubscribe()
      expiry.stop()
      mount.moveTo(undefined)
    },
  }
}
