import * as v from 'valibot'
import { type PaymentState, paymentStateSchema } from '../contract/paymentState.ts'

const eventSchema = v.pipe(v.string(), v.parseJson(), paymentStateSchema)

/** The state that an event carries, rebuilt from the contract's fields; `undefined` for anything else. */
export function parseStateEvent(data: string): PaymentState | undefined {
  const parsed = v.safeParse(eventSchema, data)
  return parsed.success ? parsed.output : undefined
}
