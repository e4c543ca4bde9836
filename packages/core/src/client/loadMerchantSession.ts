import * as v from 'valibot'
import type { Send } from './createSender.ts'
import type { CallOptions, MethodRef } from './PaymentClient.ts'

// A wallet's own object: it goes to the wallet's sheet as it came.
const sessionSchema: v.GenericSchema<unknown, unknown> = v.record(v.string(), v.unknown())

/** A wallet's merchant session, for the wallet's sheet alone. */
export function loadMerchantSession(
  send: Send,
  { provider, method, validationURL }: MethodRef & { validationURL: string },
  { signal }: CallOptions = {},
): Promise<unknown> {
  return send({
    name: 'loadMerchantSession',
    params: { provider, method },
    body: { validationURL },
    schema: sessionSchema,
    signal,
  })
}
