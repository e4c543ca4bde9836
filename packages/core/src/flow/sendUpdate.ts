import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import { pause } from '../status/pause.ts'
import type { Answer } from './Answer.ts'
import type { FlowContext } from './FlowContext.ts'
import { isLostAnswer } from './isLostAnswer.ts'

const updatePauses = [1_000, 2_000]

/** `updatePayment` names its step, so the same step may be sent again: the first answer comes back. */
export async function sendUpdate(
  { client, clock, signal }: FlowContext,
  { paymentId, attemptId, step }: PaymentResult,
  data: Record<string, unknown>,
): Promise<Answer> {
  const ref: AttemptRef = { paymentId, attemptId }
  const error: PaymentErrorData = { code: 'network', retry: 'same' }
  for (const milliseconds of [...updatePauses, undefined]) {
    try {
      return { kind: 'result', result: await client.updatePayment({ ...ref, step, data }) }
    } catch (caught) {
      if (milliseconds === undefined || !isLostAnswer(caught)) break
      await pause(clock, milliseconds, signal)
      if (signal.aborted) break
    }
  }
  return { kind: 'lost', ref, error }
}
