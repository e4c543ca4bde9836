import type { MethodRef } from '../client/PaymentClient.ts'

/** A method as the shopper chooses it: as listed, or as stored earlier. */
export interface MethodChoice extends MethodRef {
  storedMethodId?: string | undefined
}
