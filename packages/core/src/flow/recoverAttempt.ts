import type { AttemptRef } from '../client/PaymentClient.ts'
import type { FlowContext } from './FlowContext.ts'
import { runAttempt } from './runAttempt.ts'

/**
 * After a reload: finds out what became of the attempt that was under way. It is read, never sent again; a step that was left
 * open is given up, because its screen is gone.
 */
export async function recoverAttempt(context: FlowContext, ref: AttemptRef): Promise<void> {
  await runAttempt(context, { kind: 'lost', ref })
}
