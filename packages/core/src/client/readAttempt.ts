import type { PaymentResult } from '../contract/paymentResult.ts'
import type { Send } from './createSender.ts'
import type { AttemptRef, CallOptions } from './PaymentClient.ts'
import { resultSchemaOf } from './resultSchemaOf.ts'

/** What became of an attempt; `unknown-attempt` when the server never saw it. */
export function readAttempt(
  send: Send,
  { paymentId, attemptId }: AttemptRef,
  { signal }: CallOptions = {},
): Promise<PaymentResult> {
  return send({
    name: 'readAttempt',
    params: { paymentId, attemptId },
    schema: resultSchemaOf({ paymentId, attemptId }),
    signal,
  })
}
