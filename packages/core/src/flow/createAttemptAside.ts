import type { AttemptView } from '../attempt/AttemptView.ts'
import { type AttemptStore, createAttemptStore } from '../attempt/createAttemptStore.ts'
import type { AttemptRef } from '../client/PaymentClient.ts'
import { createGuardedStore } from '../status/createGuardedStore.ts'
import type { FlowContext } from './FlowContext.ts'

/** Makes an attempt that the page does not show: what came back is continued beside an order that is on its way from here. */
export function createAttemptAside({ observe }: Pick<FlowContext, 'observe'>, ref: AttemptRef): AttemptStore {
  const onThrow = (error: unknown): void => observe({ type: 'listener-error', error })
  const view = createGuardedStore<AttemptView>({ phase: 'idle' }, onThrow)
  const attempt = createAttemptStore({ view, run: () => {}, observe })
  attempt.dispatch({ type: 'recover', ...ref })
  return attempt
}
