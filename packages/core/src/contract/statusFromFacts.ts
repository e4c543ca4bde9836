import type { Fact } from './fact.ts'
import type { Money } from './money.ts'
import type { PaymentAmounts, PaymentStatusValue } from './paymentState.ts'

/** What the store knows of an attempt besides its facts. */
export interface AttemptRecord {
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** What the attempt is for, surcharge included, in the payment's currency. */
  amount: Money
  /** Its own surcharge, which is no part of the payment's total. */
  surcharge?: Money | undefined
  /** `complete` or `pending` of an offline method: the order stands and is paid later. */
  placed?: boolean | undefined
}

/** What {@link statusFromFacts} reads. */
export interface StatusInput {
  /** What is to be paid, without surcharges. */
  total: Money
  /** Every attempt of the payment. */
  attempts: readonly AttemptRecord[]
  /** In any order, with any duplicates. */
  facts: readonly Fact[]
}

/** What the facts mean. */
export interface StatusSummary {
  /** What became of the payment as a whole. */
  status: PaymentStatusValue
  /** No attempt is live and nothing is partly paid. */
  settled: boolean
  /** More was taken than the total. */
  overpaid: boolean
  /** Each attempt's own surcharge is taken off. */
  amounts: PaymentAmounts
  /** Each attempt's own status, and whether its outcome is still open. */
  attempts: { attemptId: string; status: PaymentStatusValue; live: boolean }[]
}

const ending = new Set(['authorized', 'captured', 'failed', 'canceled', 'expired', 'voided', 'superseded'])
/** Rank of a negative when times do not decide; voided and superseded show as canceled. */
const negativeRank: Record<string, number> = { failed: 3, expired: 2, canceled: 1, voided: 1, superseded: 1 }

/** One attempt's facts, summed up in minor units with its surcharge taken off. */
interface AttemptSums {
  attemptId: string
  facts: Fact[]
  hasCapture: boolean
  hasAuthorization: boolean
  authorized: number
  captured: number
  refunded: number
  chargedBack: number
  live: boolean
  placed: boolean
  pending: boolean
}

/**
 * The status of a payment, computed from what happened: a pure function of the *set* of facts, so that any order of arrival and
 * any duplicates give the same answer. Rules: the contract's section "Status from facts"; examples: `statusFromFacts.table.ts`.
 * Facts of attempts that are not listed, of unknown kinds, or in another currency than the total move nothing.
 */
export function statusFromFacts({ total, attempts, facts }: StatusInput): StatusSummary {
  const unique = uniqueFacts(facts)
  const sums = attempts.map((attempt) =>
    sumAttempt(
      attempt,
      unique.filter((fact) => fact.attemptId === attempt.attemptId && isInCurrency(fact, total.currency)),
    ),
  )
  const { status, net, authorized } = statusOf(sums, total.value)
  const money = (value: number): Money => ({ value, currency: total.currency })
  return {
    status,
    settled: sums.length > 0 && !sums.some((sum) => sum.live) && status !== 'partially_paid',
    overpaid: net + authorized > total.value && (net > 0 || authorized > 0),
    amounts: {
      total,
      authorized: money(authorized),
      captured: money(add(sums, 'captured')),
      refunded: money(add(sums, 'refunded')),
      chargedBack: money(add(sums, 'chargedBack')),
    },
    attempts: sums.map((sum, index) => ({
      attemptId: sum.attemptId,
      status: statusOf([sum], baseAmount(attempts[index] as AttemptRecord)).status,
      live: sum.live,
    })),
  }
}

function statusOf(
  sums: readonly AttemptSums[],
  total: number,
): { status: PaymentStatusValue; net: number; authorized: number } {
  const authorized = add(sums, 'authorized')
  const refunded = add(sums, 'refunded')
  const chargedBack = add(sums, 'chargedBack')
  const net = add(sums, 'captured') - refunded - chargedBack
  const status = (): PaymentStatusValue => {
    const hasCapture = sums.some((sum) => sum.hasCapture)
    if (hasCapture && net >= total) return 'paid'
    if (hasCapture && chargedBack > 0) return 'charged_back'
    if (hasCapture && refunded > 0) return net <= 0 ? 'refunded' : 'partially_refunded'
    if (hasCapture || sums.some((sum) => sum.hasAuthorization)) {
      return net + authorized >= total ? 'authorized' : 'partially_paid'
    }
    // A placed order stands, like a live attempt: an older refusal does not undo it (decisions/0002).
    const standing = sums.filter((sum) => sum.live || sum.placed)
    if (standing.length > 0) return standing.some((sum) => sum.pending) ? 'pending' : 'open'
    return newestNegative(sums.flatMap((sum) => sum.facts))
  }
  return { status: status(), net, authorized }
}

function sumAttempt(attempt: AttemptRecord, facts: Fact[]): AttemptSums {
  const sum = (kind: string, fallback: number): number =>
    facts.reduce((total, fact) => (fact.kind === kind ? total + (fact.amount?.value ?? fallback) : total), 0)
  const has = (kind: string): boolean => facts.some((fact) => fact.kind === kind)
  const whole = attempt.amount.value
  const surcharge = attempt.surcharge?.value ?? 0
  const capturedInFull = sum('captured', whole)
  const authorizedInFull = isVoided(facts) ? 0 : Math.max(0, sum('authorized', whole) - capturedInFull)
  const captured = Math.max(0, capturedInFull - surcharge)
  const ended = facts.some((fact) => ending.has(fact.kind))
  const isNegative = facts.some((fact) => Object.hasOwn(negativeRank, fact.kind))
  return {
    attemptId: attempt.attemptId,
    facts,
    hasCapture: has('captured'),
    hasAuthorization: has('authorized') && !isVoided(facts),
    captured,
    // The surcharge comes off what is taken first, so that captured and authorized together lose it once.
    authorized: Math.max(0, authorizedInFull + capturedInFull - surcharge) - captured,
    refunded: withoutSurcharge(sum('refunded', 0) - sum('refund_failed', 0), captured, surcharge),
    chargedBack: withoutSurcharge(
      sum('charged_back', 0) - sum('chargeback_reversed', 0),
      captured,
      surcharge,
    ),
    live: !ended && !attempt.placed,
    placed: attempt.placed === true && !isNegative,
    pending: has('pending'),
  }
}

/** Money that went back counts towards the surcharge only where it exceeds what the attempt paid of the total. */
function withoutSurcharge(gone: number, captured: number, surcharge: number): number {
  const amount = Math.max(0, gone)
  return amount - Math.min(surcharge, Math.max(0, amount - captured))
}

/** A void counts only if it is later than every authorisation, or confirmed by a read-back. */
function isVoided(facts: readonly Fact[]): boolean {
  const authorizations = facts.filter((fact) => fact.kind === 'authorized')
  return facts.some((fact) => {
    if (fact.kind !== 'voided') return false
    if (fact.confirmed) return true
    const time = timeOf(fact)
    return time > Number.NEGATIVE_INFINITY && authorizations.every((other) => timeOf(other) < time)
  })
}

function newestNegative(facts: readonly Fact[]): PaymentStatusValue {
  const rank = (fact: Fact): number => negativeRank[fact.kind] ?? 0
  const [newest] = facts
    .filter((fact) => rank(fact) > 0)
    .sort((a, b) => compare(timeOf(b), timeOf(a)) || rank(b) - rank(a) || compare(b.factId, a.factId))
  if (!newest) return 'open'
  return newest.kind === 'failed' || newest.kind === 'expired' ? newest.kind : 'canceled'
}

/** Equal `factId` is the same fact; should two copies differ, the choice does not depend on their order. */
function uniqueFacts(facts: readonly Fact[]): Fact[] {
  const known = new Map<string, Fact>()
  for (const fact of facts) {
    const other = known.get(fact.factId)
    known.set(fact.factId, other ? mergeCopies(other, fact) : fact)
  }
  return [...known.values()]
}

function mergeCopies(a: Fact, b: Fact): Fact {
  const chosen = compare(canonical(a), canonical(b)) <= 0 ? a : b
  return a.confirmed || b.confirmed ? { ...chosen, confirmed: true } : chosen
}

function canonical(fact: Fact): string {
  return JSON.stringify([
    fact.attemptId,
    fact.kind,
    fact.amount?.value ?? null,
    fact.amount?.currency ?? null,
    fact.providerTime ?? null,
  ])
}

function isInCurrency(fact: Fact, currency: string): boolean {
  return fact.amount === undefined || fact.amount.currency === currency
}

function timeOf(fact: Fact): number {
  const time = fact.providerTime === undefined ? Number.NaN : Date.parse(fact.providerTime)
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function baseAmount(attempt: AttemptRecord): number {
  return Math.max(0, attempt.amount.value - (attempt.surcharge?.value ?? 0))
}

function add(
  sums: readonly AttemptSums[],
  key: 'authorized' | 'captured' | 'refunded' | 'chargedBack',
): number {
  return sums.reduce((total, sum) => total + sum[key], 0)
}
