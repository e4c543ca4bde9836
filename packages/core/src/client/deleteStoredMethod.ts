import type { Send } from './createSender.ts'
import type { CallOptions } from './PaymentClient.ts'

/** Forgets a stored method. */
export function deleteStoredMethod(
  send: Send,
  { id }: { id: string },
  { signal }: CallOptions = {},
): Promise<void> {
  return send({ name: 'deleteStoredMethod', params: { id }, signal })
}
