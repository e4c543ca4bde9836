import type { StoreApi } from 'zustand/vanilla'
import type { AttemptView } from '../attempt/AttemptView.ts'
import type { Selection } from './Selection.ts'
import type { SubmitState } from './SubmitState.ts'
import { submitStateOf } from './submitStateOf.ts'

/** Keeps the submit state true to attempt and selection; it is the same object until something changed. */
export function followSubmit(
  submit: StoreApi<SubmitState>,
  attempt: StoreApi<AttemptView>,
  selection: StoreApi<Selection>,
): void {
  const update = (): void => {
    const next = submitStateOf(attempt.getState(), selection.getState())
    if (String(next.reasons) !== String(submit.getState().reasons)) submit.setState(next, true)
  }
  attempt.subscribe(update)
  selection.subscribe(update)
  update()
}
