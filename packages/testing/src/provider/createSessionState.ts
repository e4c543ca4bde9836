import type { ProviderSession, SessionState } from '@payloom/core'

/** The state of a session, and who is told of it. */
export interface ScriptedState extends Pick<ProviderSession, 'subscribe'> {
  get(): SessionState
  set(state: SessionState): void
  clear(): void
}

/** Makes one. */
export function createSessionState(initial: SessionState): ScriptedState {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set(next) {
      state = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear: () => listeners.clear(),
  }
}
