import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'

/** Who waits for the outcome of an attempt: each is told when the shopper ends it, and what that comes to. */
export type Withdrawals = Set<(outcome: Promise<PlaceOrderOutcome>) => void>
