'use client'

import { useSyncExternalStore } from 'react'

/** The part of a vanilla store that React reads. */
export interface ReadableStore<State> {
  getState(): State
  subscribe(listener: () => void): () => void
}

/**
 * Reads a store of core, and again whenever the part read changes.
 *
 * @param read must answer the same object until something changed.
 */
export function useStoreState<State, Part>(store: ReadableStore<State>, read: (state: State) => Part): Part {
  const snapshot = () => read(store.getState())
  return useSyncExternalStore(store.subscribe, snapshot, snapshot)
}
