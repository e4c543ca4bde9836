import { type Fact, isSameMoney, type Money, statusFromFacts } from '@payloom/core/contract'
import type { Attempt } from '../store/Attempt.ts'

/** What a refund is planned with. */
export interface RefundInput {
  /** Of the payment, oldest first. */
  attempts: readonly Attempt[]
  /** Of these attempts, in any order. */
  facts: readonly Fact[]
  /** What is to go back. @default all that is left */
  amount?: Money | undefined
  /** The company's id of the only payment that it may come from, or the attempt's id. @default any */
  transactionId?: string | undefined
  /** By attempt: what other updates give back of it, as far as no fact says so yet; minor units. @default nothing */
  underWay?: ReadonlyMap<string, number> | undefined
  /** Attempts whose held money is being captured, or let go. @default none */
  undecided?: ReadonlySet<string> | undefined
}

/** What one attempt gives back: captured money by a refund, held money by a void, which is always of all of it. */
export interface RefundPart {
  action: 'refund' | 'void'
  attemptId: string
  amount: Money
}

/** Why nothing is given back. */
export type RefundRefusal =
  | 'invalid-amount'
  | 'unknown-transaction'
  | 'currency-mismatch'
  | 'nothing-captured'
  | 'nothing-left'
  | 'refund-too-large'

/** `later`: what is under way decides. */
export type RefundPlan =
  | { kind: 'parts'; parts: RefundPart[] }
  | { kind: 'later' }
  | { kind: 'refused'; reason: RefundRefusal }

/** An attempt with its money, surcharge included, in minor units of its currency. */
interface Source {
  attemptId: string
  currency: string
  captured: number
  /** Captured, and neither given back nor charged back, nor about to go back by itself. */
  left: number
  /** Of what is left: what other updates are giving back. */
  underWay: number
  held: number
  isUndecided: boolean
}

/**
 * Which attempts give how much back: captured money, the newest attempt first, and never of one whose money goes back by itself (decisions/0005).
 * Held money can only be let go whole, so it is let go when all is to go back. A pure function of the *set* of facts; its examples:
 * `planRefund.table.ts`.
 */
export function planRefund(input: RefundInput): RefundPlan {
  const { attempts, amount, transactionId } = input
  if (amount !== undefined && amount.value <= 0) return refused('invalid-amount')
  const named = attempts.filter(
    ({ attemptId, companyId }) =>
      transactionId === undefined || transactionId === companyId || transactionId === attemptId,
  )
  if (transactionId !== undefined && named.length === 0) return refused('unknown-transaction')
  const sources = named.map((attempt) => sourceOf(attempt, input)).reverse()
  const fitting = sources.filter(({ currency }) => amount === undefined || amount.currency === currency)
  const total = sum(fitting, ({ left, held }) => left + held)
  const isAll = amount === undefined || isSameMoney(amount, { ...amount, value: total })
  return isAll ? planAll(fitting, sources) : planPart(fitting, sources, amount)
}

function planAll(fitting: readonly Source[], sources: readonly Source[]): RefundPlan {
  if (fitting.some((source) => source.isUndecided || source.underWay > 0)) return { kind: 'later' }
  const parts = fitting.flatMap((source): RefundPart[] => {
    const { held, left } = source
    // A void of what is partly captured already would take what nobody knows.
    if (held > 0 && left === 0) return [partOf(source, 'void', held)]
    return left > 0 ? [partOf(source, 'refund', left)] : []
  })
  return parts.length > 0 ? { kind: 'parts', parts } : refused(emptyReason(fitting, sources))
}

function planPart(fitting: readonly Source[], sources: readonly Source[], amount: Money): RefundPlan {
  let open = amount.value
  const parts: RefundPart[] = []
  for (const source of fitting) {
    const value = Math.min(open, source.left - source.underWay)
    if (value <= 0) continue
    open -= value
    parts.push(partOf(source, 'refund', value))
  }
  if (open === 0) return { kind: 'parts', parts }
  // What is under way may be refused, and what is held captured: then it is there after all.
  const possible = sum(fitting, ({ underWay, held, isUndecided }) =>
    isUndecided ? underWay + held : underWay,
  )
  if (open <= possible) return { kind: 'later' }
  return refused(sum(fitting, ({ left }) => left) > 0 ? 'refund-too-large' : emptyReason(fitting, sources))
}

function emptyReason(fitting: readonly Source[], sources: readonly Source[]): RefundRefusal {
  const hasCaptured = (list: readonly Source[]): boolean => list.some(({ captured }) => captured > 0)
  if (hasCaptured(fitting)) return 'nothing-left'
  return hasCaptured(sources) ? 'currency-mismatch' : 'nothing-captured'
}

function sourceOf(
  { attemptId, amount, isReturned }: Attempt,
  { facts, underWay, undecided }: RefundInput,
): Source {
  // Without its surcharge being known, the sums are of all that the attempt moved.
  const { amounts } = statusFromFacts({ total: amount, attempts: [{ attemptId, amount }], facts })
  const captured = amounts.captured.value
  const left = isReturned ? 0 : Math.max(0, captured - amounts.refunded.value - amounts.chargedBack.value)
  const held = isReturned ? 0 : amounts.authorized.value
  return {
    ...{ attemptId, currency: amount.currency, captured, left, held },
    underWay: Math.min(left, underWay?.get(attemptId) ?? 0),
    isUndecided: undecided?.has(attemptId) ?? false,
  }
}

function partOf({ attemptId, currency }: Source, action: RefundPart['action'], value: number): RefundPart {
  return { action, attemptId, amount: { value, currency } }
}

function refused(reason: RefundRefusal): RefundPlan {
  return { kind: 'refused', reason }
}

function sum(sources: readonly Source[], moneyOf: (source: Source) => number): number {
  return sources.reduce((total, source) => total + moneyOf(source), 0)
}
