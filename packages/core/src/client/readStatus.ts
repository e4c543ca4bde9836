import * as v from 'valibot'
import { type PaymentState, paymentStateSchema } from '../contract/paymentState.ts'
import type { Send } from './createSender.ts'
import type { CallOptions } from './PaymentClient.ts'

/** What became of a payment, as of now. */
export function readStatus(
  send: Send,
  { paymentId }: { paymentId: string },
  { signal }: CallOptions = {},
): Promise<PaymentState> {
  // A state of another payment is no answer.
  const schema = v.pipe(
    paymentStateSchema,
    v.check((state) => state.paymentId === paymentId),
  )
  return send({ name: 'readStatus', params: { paymentId }, schema, signal })
}
