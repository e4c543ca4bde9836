import type { Fact } from './fact.ts'
import { isEndedWithoutMoney } from './isEndedWithoutMoney.ts'
import type { Money } from './money.ts'
import { type AttemptRecord, type StatusInput, statusFromFacts } from './statusFromFacts.ts'

/** What {@link duplicateAttempts} reads. */
export interface DuplicateInput extends StatusInput {
  /** Ids of the attempts that were chosen to go back before: they cover nothing any more, and are not named again. */
  returned: ReadonlySet<string>
}

/** An attempt that brought money. */
interface Success {
  attemptId: string
  /** Held or taken, and not charged back: minor units of its own currency, its surcharge taken off. */
  brought: number
  /** What of it counts towards the total: nothing, where the total has come to be in another currency. */
  covers: number
  /** When it first succeeded, in milliseconds; without a time it counts as the newest. */
  since: number
  /** It was over already when the money came. */
  wasOver: boolean
}

/**
 * The attempts whose money the payment does not need, the later successes chosen first: what is left covers the total. Like the
 * status a pure function of the *set* of facts; examples: `duplicateAttempts.table.ts`. A payment of nothing has none. What the shop gave
 * back by its own wish was brought all the same, so that no late money becomes needed by it.
 */
export function duplicateAttempts({ total, attempts, facts, returned }: DuplicateInput): string[] {
  if (total.value <= 0) return []
  const latestFirst = attempts
    .filter(({ attemptId }) => !returned.has(attemptId))
    .map((attempt) => successOf(attempt, total, facts))
    .filter((success) => success.brought > 0)
    .sort(byLatest)
  let covered = latestFirst.reduce((sum, success) => sum + success.covers, 0)
  const duplicates: string[] = []
  for (const success of latestFirst) {
    if (covered - success.covers < total.value) continue
    covered -= success.covers
    duplicates.push(success.attemptId)
  }
  return duplicates
}

function successOf(attempt: AttemptRecord, total: Money, facts: readonly Fact[]): Success {
  const { attemptId, amount } = attempt
  const { currency } = amount
  const { amounts } = statusFromFacts({ total: { ...total, currency }, attempts: [attempt], facts })
  const own = facts.filter((fact) => fact.attemptId === attemptId)
  const times = own.filter(({ kind }) => kind === 'authorized' || kind === 'captured').map(timeOf)
  const brought = amounts.captured.value + amounts.authorized.value - amounts.chargedBack.value
  return {
    attemptId,
    brought,
    covers: currency === total.currency ? brought : 0,
    since: Math.min(...times),
    wasOver: own.some(({ kind }) => kind === 'superseded' || isEndedWithoutMoney(kind)),
  }
}

function timeOf({ providerTime }: Fact): number {
  const time = providerTime === undefined ? Number.NaN : Date.parse(providerTime)
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time
}

function byLatest(a: Success, b: Success): number {
  if (a.since !== b.since) return a.since < b.since ? 1 : -1
  if (a.wasOver !== b.wasOver) return a.wasOver ? -1 : 1
  return a.attemptId < b.attemptId ? 1 : -1
}
