import type { AttemptRef } from '../client/PaymentClient.ts'
import type { FlowContext } from './FlowContext.ts'
import { runAttempt } from './runAttempt.ts'
import { withoutLeaving } from './withoutLeaving.ts'

/**
 * After a reload, or when the page comes back from where it was sent: finds out what became of the attempt that was under way. It
 * is read, never sent again; a step that was left open is given up, and so is a redirect: its screen is gone, or would open or leave by itself.
 *
 * @param isElsewhere another living tab holds it: this one is a copy of that tab, follows the attempt and never ends it by itself.
 */
export async function recoverAttempt(
  context: FlowContext,
  ref: AttemptRef,
  isElsewhere: boolean = false,
): Promise<void> {
  const lost = { kind: 'lost', ref } as const
  const options = isElsewhere ? { isFollowing: true, isPatient: true } : { isRecovering: true }
  await runAttempt(withoutLeaving(context), lost, options)
}
