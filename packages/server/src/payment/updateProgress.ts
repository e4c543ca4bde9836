import type { Fact, Money } from '@payloom/core/contract'
import type { StoredOrderUpdate } from './StoredOrderUpdate.ts'

/** What an accepted refund still holds: nothing once it was refused, and less what has come back of it. `undefined` for other updates. */
export function reservedBy(update: StoredOrderUpdate, facts: readonly Fact[]): Money | undefined {
  const amount = update.body.refund?.amount
  if (update.body.status !== 'refunded' || !amount || update.rejectedAt !== undefined) return undefined
  const done = facts
    .filter((fact) => fact.kind === 'refunded' && isOf(fact, update))
    .reduce((sum, fact) => sum + (fact.amount?.value ?? 0), 0)
  return { ...amount, value: Math.max(0, amount.value - done) }
}

/** Whether all that an update asked for has come back as facts. */
export function isUpdateDone(update: StoredOrderUpdate, facts: readonly Fact[]): boolean {
  if (update.rejectedAt !== undefined) return false
  return update.body.status === 'refunded'
    ? reservedBy(update, facts)?.value === 0
    : facts.some((fact) => isOf(fact, update))
}

function isOf({ orderUpdateId }: Fact, { updateId }: StoredOrderUpdate): boolean {
  return orderUpdateId === updateId
}
