import { type LoadedMethod, loadedMethodSchema } from '../contract/loadedMethod.ts'
import type { LoadMethodRequest } from '../contract/request.ts'
import type { Send } from './createSender.ts'
import type { CallOptions, MethodRef } from './PaymentClient.ts'
import { readProblemDetails } from './readProblemDetails.ts'

/** What a method's component needs to be drawn. */
export function loadMethod(
  send: Send,
  { provider, method, ...body }: MethodRef & LoadMethodRequest,
  { signal }: CallOptions = {},
): Promise<LoadedMethod> {
  return send({
    name: 'loadMethod',
    params: { provider, method },
    body,
    schema: loadedMethodSchema,
    readDetails: readProblemDetails,
    signal,
  })
}
