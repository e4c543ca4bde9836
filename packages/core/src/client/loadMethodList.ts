import { type MethodList, methodListSchema } from '../contract/methodList.ts'
import type { LoadMethodListRequest } from '../contract/request.ts'
import type { Send } from './createSender.ts'
import type { CallOptions } from './PaymentClient.ts'

/** The methods for a payment, or for the session's cart. */
export function loadMethodList(
  send: Send,
  { wallets, ...request }: LoadMethodListRequest = {},
  { signal }: CallOptions = {},
): Promise<MethodList> {
  const query = { ...request, wallets: wallets?.join(',') }
  return send({ name: 'loadMethodList', query, schema: methodListSchema, signal })
}
