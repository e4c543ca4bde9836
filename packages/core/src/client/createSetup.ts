import { type CreatedSetup, createdSetupSchema } from '../contract/createdSetup.ts'
import type { Send } from './createSender.ts'
import type { CallOptions } from './PaymentClient.ts'

/** A payment of nothing, by which a method is stored. */
export function createSetup(send: Send, { signal }: CallOptions = {}): Promise<CreatedSetup> {
  return send({ name: 'createSetup', schema: createdSetupSchema, signal })
}
