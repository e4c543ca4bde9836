import type { AttemptState } from '../contract/paymentState.ts'
import type { BlockingAttempt } from './AttemptView.ts'

/** What the page is told of an attempt that stands in its way; `listed` is what the payment's state says of it. */
export function blockingAttempt(attemptId: string, listed: AttemptState | undefined): BlockingAttempt {
  const { provider = '', method = '', title = '', placed } = listed ?? {}
  return { attemptId, provider, method, title, ...(placed ? { placed } : {}) }
}
