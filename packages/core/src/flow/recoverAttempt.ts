import type { AttemptRef } from '../client/PaymentClient.ts'
import type { FlowContext } from './FlowContext.ts'
import { runAttempt } from './runAttempt.ts'
import { withoutLeaving } from './withoutLeaving.ts'

/**
 * After a reload, or when the page comes back from where it was sent: finds out what became of the attempt that was under way. It
 * is read, never sent again; a step that was left open is given up, because its screen is gone, and so is a redirect.
 */
export async function recoverAttempt(context: FlowContext, ref: AttemptRef): Promise<void> {
  await runAttempt(withoutLeaving(context), { kind: 'lost', ref })
}
