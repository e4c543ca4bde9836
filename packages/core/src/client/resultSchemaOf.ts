import * as v from 'valibot'
import { type PaymentResult, paymentResultSchema } from '../contract/paymentResult.ts'
import type { AttemptRef } from './PaymentClient.ts'

/** The result of one attempt: that of another one is no answer, and nothing is known of what was asked for. */
export function resultSchemaOf({
  paymentId,
  attemptId,
}: AttemptRef): v.GenericSchema<unknown, PaymentResult> {
  return v.pipe(
    paymentResultSchema,
    v.check((result) => result.paymentId === paymentId && result.attemptId === attemptId),
  )
}
