import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '../client/Clock.ts'
import type { AttemptPhase, AttemptView } from './AttemptView.ts'

/** Tells a tab's own attempt from one that it only has a copy of: session storage is copied when a tab is duplicated. */
export interface AttemptLock {
  /** Takes the attempt in view for this tab. @returns whether it is this tab's; `false` when another living tab has it. */
  take(attemptId: string): Promise<boolean>
  /** The attempt in view while it is under way and, as far as is known, this tab's. */
  own(): string | undefined
  /** Whether no living tab has an attempt. */
  isFree(attemptId: string): Promise<boolean>
  close(): void
}

/** Options of {@link createAttemptLock}. */
export interface AttemptLockOptions {
  view: StoreApi<AttemptView>
  /** The browser's; where there are none, every attempt is this tab's. */
  locks: Pick<LockManager, 'request'> | undefined
  /** Where the page's life is told. */
  window: Pick<Window, 'addEventListener' | 'removeEventListener'> | undefined
  clock: Clock
}

/** Milliseconds that the page before this one may take to let go. */
const patience = 1_000
const sent: readonly AttemptPhase[] = ['validating', 'acting', 'confirming']

/** Holds a Web Lock for the attempt that is under way, as long as the page is alive: it goes with a page that closes or crashes. */
export function createAttemptLock({ view, locks, window, clock }: AttemptLockOptions): AttemptLock {
  const foreign = new Set<string>()
  let held: HeldLock | undefined

  const drop = (): void => {
    held?.letGo()
    held = undefined
  }
  const take = async (attemptId: string): Promise<boolean> => {
    if (!locks) return true
    if (foreign.has(attemptId)) return false
    if (held?.attemptId !== attemptId) {
      drop()
      held = requestLock(locks, attemptId, clock)
    }
    const isOwn = await held.isOwn
    // The copy of a tab stays one, also while that tab is at a company's page and holds nothing.
    if (!isOwn) foreign.add(attemptId)
    return isOwn
  }
  const underWay = (): string | undefined => {
    const { phase, attemptId } = view.getState()
    return sent.includes(phase) ? attemptId : undefined
  }
  const sync = (): void => {
    const attemptId = underWay()
    if (attemptId === undefined) drop()
    else if (held?.attemptId !== attemptId) void take(attemptId)
  }
  const unsubscribe = view.subscribe(sync)
  // A page that holds a lock is not kept for Back.
  window?.addEventListener('pagehide', drop)
  window?.addEventListener('pageshow', sync)
  return {
    take,
    own() {
      const attemptId = underWay()
      return attemptId === undefined || foreign.has(attemptId) ? undefined : attemptId
    },
    async isFree(attemptId) {
      if (!locks) return true
      const tryIt = locks.request(lockName(attemptId), { ifAvailable: true }, (lock) => lock !== null)
      return tryIt.catch(() => true)
    },
    close() {
      unsubscribe()
      window?.removeEventListener('pagehide', drop)
      window?.removeEventListener('pageshow', sync)
      drop()
    },
  }
}

interface HeldLock {
  attemptId: string
  /** Whether it was granted; `false` when another tab keeps it. */
  isOwn: Promise<boolean>
  letGo(): void
}

function requestLock(locks: Pick<LockManager, 'request'>, attemptId: string, clock: Clock): HeldLock {
  const waiting = new AbortController()
  let isKept = false
  let letGo = (): void => waiting.abort()
  const isOwn = new Promise<boolean>((resolve) => {
    const stop = clock.setTimer(() => {
      isKept = true
      waiting.abort()
    }, patience)
    const onGranted = (): Promise<void> => {
      stop()
      resolve(true)
      return new Promise((end) => {
        letGo = end
      })
    }
    // Where locks are forbidden, as in a sandboxed frame, nothing is known of other tabs.
    const onRefused = (): void => {
      stop()
      resolve(!isKept)
    }
    locks.request(lockName(attemptId), { signal: waiting.signal }, onGranted).catch(onRefused)
  })
  return { attemptId, isOwn, letGo: () => letGo() }
}

function lockName(attemptId: string): string {
  return `payloom.attempt.${attemptId}`
}
