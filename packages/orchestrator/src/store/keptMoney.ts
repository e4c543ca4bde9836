import { type Fact, type Money, statusFromFacts } from '@payloom/core/contract'
import type { Attempt } from './Attempt.ts'

/** What one attempt brought of a payment's total, in minor units, its surcharge taken off. */
export interface KeptMoney {
  /** Held or taken, and not given back. */
  kept: number
  /** Held or taken, and not charged back: what the shop gave back by its own wish counts as brought. */
  brought: number
}

/** Sums up the facts of one attempt. */
export function keptMoney(total: Money, attempt: Attempt, facts: readonly Fact[]): KeptMoney {
  const { amounts } = statusFromFacts({ total, attempts: [attempt], facts })
  const brought = amounts.captured.value + amounts.authorized.value - amounts.chargedBack.value
  return { kept: brought - amounts.refunded.value, brought }
}
