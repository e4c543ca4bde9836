import type { PaymentResult } from '../contract/paymentResult.ts'
import type { UpdatePaymentRequest } from '../contract/request.ts'
import type { Send } from './createSender.ts'
import type { AttemptRef, CallOptions } from './PaymentClient.ts'
import { readProblemDetails } from './readProblemDetails.ts'
import { resultSchemaOf } from './resultSchemaOf.ts'

/** Answers a step that an attempt asked for. */
export function updatePayment(
  send: Send,
  { paymentId, attemptId, ...body }: AttemptRef & UpdatePaymentRequest,
  { signal }: CallOptions = {},
): Promise<PaymentResult> {
  return send({
    name: 'updatePayment',
    params: { paymentId, attemptId },
    body,
    schema: resultSchemaOf({ paymentId, attemptId }),
    readDetails: readProblemDetails,
    signal,
  })
}
