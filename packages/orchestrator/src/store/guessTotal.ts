import { type Fact, isSameMoney, type Money } from '@payloom/core/contract'
import type { Attempt } from './Attempt.ts'
import { keptMoney } from './keptMoney.ts'

/** What the shop heard in an answer to its own call, so it took it off what is due. */
const brings: ReadonlySet<string | undefined> = new Set(['complete', 'partial'])

/**
 * The payment's whole total, where the shop tells only what is due: that, and what earlier attempts brought. Money that came by a webhook may not
 * have been told to the shop yet. When the rest alone makes the total of before, the shop does not know of it, and it is no part of the total.
 *
 * @param earlier oldest first
 */
export function guessTotal(due: Money, earlier: readonly Attempt[], facts: readonly Fact[]): Money {
  const sum = (attempts: readonly Attempt[]): Money => ({
    ...due,
    value: attempts
      .filter(({ amount }) => amount.currency === due.currency)
      .reduce((value, attempt) => value + keptMoney(attempt, facts).kept, due.value),
  })
  const before = earlier.at(-1)?.total
  const known = sum(earlier.filter(({ result }) => brings.has(result?.outcome.outcome)))
  return before !== undefined && isSameMoney(known, before) ? before : sum(earlier)
}
