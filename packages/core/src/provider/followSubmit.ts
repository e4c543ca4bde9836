import type { StoreApi } from 'zustand/vanilla'
import type { AttemptView } from '../attempt/AttemptView.ts'
import type { OrderTerms } from './OrderTerms.ts'
import type { Selection } from './Selection.ts'
import type { SubmitState } from './SubmitState.ts'
import { submitStateOf } from './submitStateOf.ts'

/** The stores that {@link followSubmit} reads, and the one that it writes. */
export interface SubmitStores {
  submit: StoreApi<SubmitState>
  attempt: StoreApi<AttemptView>
  selection: StoreApi<Selection>
  terms: StoreApi<OrderTerms>
}

/** Keeps the submit state true to attempt, selection and terms; it is the same object until something changed. */
export function followSubmit({ submit, attempt, selection, terms }: SubmitStores): void {
  const update = (): void => {
    const next = submitStateOf(attempt.getState(), selection.getState(), terms.getState())
    if (String(next.reasons) !== String(submit.getState().reasons)) submit.setState(next, true)
  }
  attempt.subscribe(update)
  selection.subscribe(update)
  terms.subscribe(update)
  update()
}
