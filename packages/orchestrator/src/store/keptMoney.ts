import { type Fact, statusFromFacts } from '@payloom/core/contract'
import type { Attempt } from './Attempt.ts'

/** What one attempt brought, in minor units of its own currency, its surcharge taken off. */
export interface KeptMoney {
  /** Held or taken, and not given back. */
  kept: number
  /** Held or taken, and not charged back: what the shop gave back by its own wish counts as brought. */
  brought: number
}

/** Sums up the facts of one attempt. */
export function keptMoney(attempt: Attempt, facts: readonly Fact[]): KeptMoney {
  const total = attempt.amount
  const { amounts } = statusFromFacts({ total, attempts: [attempt], facts })
  const brought = amounts.captured.value + amounts.authorized.value - amounts.chargedBack.value
  return { kept: brought - amounts.refunded.value, brought }
}
