import type { StoreApi } from 'zustand/vanilla'
import type { AttemptStore } from '../attempt/createAttemptStore.ts'
import { createGuardedStore } from '../attempt/createGuardedStore.ts'
import type { MethodSelection } from './createSelection.ts'
import type { SubmitState } from './SubmitState.ts'
import { submitStateOf } from './submitStateOf.ts'

/** Follows attempt and selection; the same object until something changed. */
export function createSubmitStore(
  { view }: AttemptStore,
  { state }: MethodSelection,
  report: (error: unknown) => void,
): StoreApi<SubmitState> {
  const read = (): SubmitState => submitStateOf(view.getState(), state.getState())
  const store = createGuardedStore(read(), report)
  const update = (): void => {
    const next = read()
    if (String(next.reasons) !== String(store.getState().reasons)) store.setState(next, true)
  }
  view.subscribe(update)
  state.subscribe(update)
  return store
}
