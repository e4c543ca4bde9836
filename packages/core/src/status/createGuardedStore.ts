import { createStore, type StoreApi } from 'zustand/vanilla'

/** A vanilla store whose listeners cannot stop what is under way: what they throw is reported. */
export function createGuardedStore<State>(initial: State, report: (error: unknown) => void): StoreApi<State> {
  const store = createStore<State>(() => initial)
  const subscribe: StoreApi<State>['subscribe'] = (listener) =>
    store.subscribe((state, before) => {
      try {
        listener(state, before)
      } catch (error) {
        report(error)
      }
    })
  return { ...store, subscribe }
}
