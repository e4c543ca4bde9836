import type { PaymentResult } from '../contract/paymentResult.ts'
import type { ValidateRequest } from '../contract/request.ts'
import { headers } from '../contract/route.ts'
import type { Send } from './createSender.ts'
import type { AttemptRef, CallOptions } from './PaymentClient.ts'
import { readProblemDetails } from './readProblemDetails.ts'
import { resultSchemaOf } from './resultSchemaOf.ts'

/** Tries to pay. The attempt's id is the idempotency key. */
export function validate(
  send: Send,
  { paymentId, attemptId, ...body }: AttemptRef & ValidateRequest,
  { signal }: CallOptions = {},
): Promise<PaymentResult> {
  return send({
    name: 'validate',
    params: { paymentId },
    headers: { [headers.idempotencyKey]: attemptId },
    body,
    schema: resultSchemaOf({ paymentId, attemptId }),
    readDetails: readProblemDetails,
    signal,
  })
}
