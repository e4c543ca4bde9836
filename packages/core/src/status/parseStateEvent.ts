import * as v from 'valibot'
import { type PaymentState, paymentStateSchema } from '../contract/paymentState.ts'

/** The state that an event carries, rebuilt from the contract's fields; `undefined` for anything else. */
export function parseStateEvent(data: string): PaymentState | undefined {
  try {
    return v.parse(paymentStateSchema, JSON.parse(data))
  } catch {
    return undefined
  }
}
