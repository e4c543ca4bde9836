import type { StatusStore } from '../status/createStatusStore.ts'
import { attemptEventFromState } from './attemptEventFromState.ts'
import type { AttemptStore } from './createAttemptStore.ts'

/** Lets the payment's status move the attempt, whichever of the two changes first. @returns what ends it. */
export function followStatus(
  { view, dispatch }: AttemptStore,
  status: Pick<StatusStore, 'get' | 'subscribe'>,
): () => void {
  let paymentId: string | undefined
  let unsubscribe = (): void => {}

  const compare = (): void => {
    const known = paymentId === undefined ? undefined : status.get(paymentId)
    if (known?.status !== 'ready') return
    const event = attemptEventFromState(view.getState(), known.state)
    if (event) dispatch(event)
  }
  const follow = (): void => {
    const next = view.getState().paymentId
    if (next !== paymentId) {
      unsubscribe()
      paymentId = next
      unsubscribe = next === undefined ? () => {} : status.subscribe(next, compare)
    }
    compare()
  }
  const stop = view.subscribe(follow)
  return () => {
    stop()
    unsubscribe()
  }
}
