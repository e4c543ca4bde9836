import type { ReadableStore } from './useStoreState.ts'

/** Reads several stores as one: its state is the same array until one of them changed. */
export function createJoinedStore<State>(stores: readonly ReadableStore<State>[]): ReadableStore<State[]> {
  let states = stores.map((store) => store.getState())
  return {
    getState() {
      const next = stores.map((store) => store.getState())
      if (next.some((state, index) => state !== states[index])) states = next
      return states
    },
    subscribe(listener) {
      const ends = stores.map((store) => store.subscribe(listener))
      return () => {
        for (const end of ends) end()
      }
    },
  }
}
