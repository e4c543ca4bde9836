import { type Money, moneySchema } from '../contract/money.ts'
import type { LoadBalanceRequest } from '../contract/request.ts'
import type { Send } from './createSender.ts'
import type { CallOptions, MethodRef } from './PaymentClient.ts'
import { readProblemDetails } from './readProblemDetails.ts'

/** What is left on a gift card. A wrong card is `order-invalid`; its issue names the field. */
export function loadBalance(
  send: Send,
  { provider, method, ...body }: MethodRef & LoadBalanceRequest,
  { signal }: CallOptions = {},
): Promise<Money> {
  return send({
    name: 'loadBalance',
    params: { provider, method },
    body,
    schema: moneySchema,
    readDetails: readProblemDetails,
    signal,
  })
}
