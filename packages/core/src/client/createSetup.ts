import * as v from 'valibot'
import { idSchema } from '../contract/code.ts'
import type { Send } from './createSender.ts'
import type { CallOptions } from './PaymentClient.ts'

const setupSchema: v.GenericSchema<unknown, { paymentId: string }> = v.object({ paymentId: idSchema })

/** A payment of nothing, by which a method is stored. */
export function createSetup(send: Send, { signal }: CallOptions = {}): Promise<{ paymentId: string }> {
  return send({ name: 'createSetup', schema: setupSchema, signal })
}
