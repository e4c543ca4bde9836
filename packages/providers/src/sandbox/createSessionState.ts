import type { ProviderSession, SessionState } from '@payloom/core'

/** What a session can do now, and who wants to know. */
export interface SessionStateStore extends Pick<ProviderSession, 'state' | 'subscribe'> {
  set(next: SessionState): void
  /** Ends it: nothing is told any more. */
  close(): void
}

/** Nothing is in the page that could be filled in or pressed. */
export const notDrawn: SessionState = { phase: 'loading', canSubmit: false, empty: true }

/** Makes the state of one session. */
export function createSessionState(initial: SessionState): SessionStateStore {
  let state = initial
  let isClosed = false
  const listeners = new Set<() => void>()
  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(next) {
      if (isClosed || next === state) return
      state = next
      for (const listener of [...listeners]) listener()
    },
    close() {
      isClosed = true
      listeners.clear()
    },
  }
}
