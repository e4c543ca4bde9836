import type { Fact } from '@payloom/core/contract'
import type { Attempt } from '../store/Attempt.ts'
import { keptMoney } from '../store/keptMoney.ts'

/** Whom a shipment is told: the attempt that it becomes a fact of, and whether its company has to do with it. */
export interface ShippedAttempt {
  attemptId: string
  isPaid: boolean
}

/** An order that stands though no money came yet: cash at the door, for instance. */
const standing: ReadonlySet<string | undefined> = new Set(['complete', 'pending'])

/**
 * The attempt that a shipment belongs to: the newest that brought money which does not go back by itself, else the newest that stands. None: the
 * order was never paid nor placed.
 *
 * @param attempts oldest first
 */
export function chooseShipped(
  attempts: readonly Attempt[],
  facts: readonly Fact[],
): ShippedAttempt | undefined {
  const kept = attempts.filter(({ isReturned }) => !isReturned)
  // What the shop gave back by its own wish was brought all the same: a replacement may be on its way.
  const paid = kept.findLast((attempt) => keptMoney(attempt, facts).brought > 0)
  const chosen = paid ?? kept.findLast(({ result }) => standing.has(result?.outcome.outcome))
  return chosen && { attemptId: chosen.attemptId, isPaid: chosen === paid }
}
