import type { Fact } from './fact.ts'
import { type AttemptRecord, type StatusInput, statusFromFacts } from './statusFromFacts.ts'

/** Facts after which a success is a late one. */
const negatives = new Set(['superseded', 'canceled', 'expired', 'failed'])

/** An attempt that brought money which was not given back. */
interface Success {
  attemptId: string
  /** Minor units, its surcharge taken off. */
  kept: number
  /** When it first succeeded, in milliseconds; without a time it counts as the newest. */
  since: number
  /** It was over already when the money came. */
  wasOver: boolean
}

/**
 * The attempts whose money the payment does not need, the later successes chosen first: what is left covers the total. Like the
 * status a pure function of the *set* of facts; examples: `duplicateAttempts.table.ts`. A payment of nothing has none.
 */
export function duplicateAttempts({ total, attempts, facts }: StatusInput): string[] {
  if (total.value <= 0) return []
  const latestFirst = attempts
    .map((attempt) => successOf(attempt, { total, attempts: [attempt], facts }))
    .filter((success) => success.kept > 0)
    .sort(byLatest)
  let kept = latestFirst.reduce((sum, success) => sum + success.kept, 0)
  const duplicates: string[] = []
  for (const success of latestFirst) {
    if (kept - success.kept < total.value) continue
    kept -= success.kept
    duplicates.push(success.attemptId)
  }
  return duplicates
}

function successOf({ attemptId }: AttemptRecord, alone: StatusInput): Success {
  const { amounts } = statusFromFacts(alone)
  const own = alone.facts.filter((fact) => fact.attemptId === attemptId)
  const times = own.filter(({ kind }) => kind === 'authorized' || kind === 'captured').map(timeOf)
  return {
    attemptId,
    kept:
      amounts.captured.value + amounts.authorized.value - amounts.refunded.value - amounts.chargedBack.value,
    since: Math.min(...times),
    wasOver: own.some(({ kind }) => negatives.has(kind)),
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
