import * as v from 'valibot'
import { type StoredMethod, storedMethodSchema } from '../contract/storedMethod.ts'
import type { Send } from './createSender.ts'
import type { CallOptions } from './PaymentClient.ts'

const storedMethodsSchema: v.GenericSchema<unknown, StoredMethod[]> = v.array(storedMethodSchema)

/** The methods that the customer stored; none for guests. */
export function loadStoredMethods(send: Send, { signal }: CallOptions = {}): Promise<StoredMethod[]> {
  return send({ name: 'loadStoredMethods', schema: storedMethodsSchema, signal })
}
