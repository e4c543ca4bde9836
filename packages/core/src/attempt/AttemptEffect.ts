import type { AttemptEvent } from './AttemptEvent.ts'
import type { AttemptPhase } from './AttemptView.ts'

/** What has to be done beside showing the new view, as data. */
export type AttemptEffect =
  /** Keep the attempt's id over a reload: it was sent and its outcome is not known. */
  | { type: 'remember'; paymentId: string; attemptId: string }
  | { type: 'forget'; paymentId: string; attemptId: string }
  /** Follow the payment's status: it will tell the outcome. */
  | { type: 'watch'; paymentId: string }
  | { type: 'unwatch'; paymentId: string }
  /** The event is not legal in this phase; nothing changed. */
  | { type: 'report'; phase: AttemptPhase; event: AttemptEvent['type'] }
