import type { PaymentResult } from '../contract/paymentResult.ts'
import type { Send } from './createSender.ts'
import type { AttemptRef, CallOptions } from './PaymentClient.ts'
import { readProblemDetails } from './readProblemDetails.ts'
import { resultSchemaOf } from './resultSchemaOf.ts'

/** Gives an attempt up. An id that the server never saw is burnt by it. */
export function cancelPayment(
  send: Send,
  { paymentId, attemptId }: AttemptRef,
  { signal }: CallOptions = {},
): Promise<PaymentResult> {
  return send({
    name: 'cancelPayment',
    params: { paymentId, attemptId },
    schema: resultSchemaOf({ paymentId, attemptId }),
    readDetails: readProblemDetails,
    signal,
  })
}
