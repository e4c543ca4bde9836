import type { Clock } from '@payloom/bus'
import { duplicateAttempts, type Fact } from '@payloom/core/contract'
import type { Log } from '../log.ts'
import type { Attempt } from './Attempt.ts'
import type { AttemptTable } from './createAttemptTable.ts'
import type { ChoreTable } from './createChoreTable.ts'
import type { FactTable } from './createFactTable.ts'
import { keptMoney } from './keptMoney.ts'

/** The tables that a plan is made of. */
export interface PlanTables {
  attempts: AttemptTable
  facts: FactTable
  chores: ChoreTable
  clock: Clock
  log: Log
  now(): string
}

/**
 * Adds what new facts of a payment ask for at companies: money that it does not need goes back, and held parts whose rest is paid are taken. To be
 * called in the transaction that recorded the facts, after the last of them: between two of one reading, an authorisation and its void for
 * instance, nothing would be true.
 */
export function planChores(tables: PlanTables, paymentId: string): void {
  const { attempts, facts, chores, clock } = tables
  const all = attempts.findByPayment(paymentId) ?? []
  planReturns(tables, all, factsOf(facts, all))
  chores.insertCaptures(paymentId, clock.now())
}

/**
 * Money that is to go back covers nothing any more: decided once, so that a payment never loses two successes because each was the later one at
 * some time.
 */
function planReturns(tables: PlanTables, all: readonly Attempt[], facts: readonly Fact[]): void {
  const { attempts, chores, clock, log, now } = tables
  const total = all.at(-1)?.total
  if (total === undefined) return
  const counted = all.filter(({ isReturned }) => !isReturned)
  const found = duplicateAttempts({ total, attempts: counted, facts: facts.filter(isBroughtBy) })
  for (const attemptId of found) {
    attempts.markReturned(attemptId, now())
    log({ event: 'duplicate-found', attemptId })
  }
  for (const attempt of all) {
    const { attemptId, isReturned } = attempt
    if (!isReturned && !found.includes(attemptId)) continue
    if (keptMoney(attempt, facts).kept <= 0) continue
    chores.insert('return-duplicate', attemptId, clock.now())
  }
}

/**
 * Keeps the money of an attempt after all when the other attempts do not cover the total: one of them was let go since. Answers whether it did. What
 * the shop gave back of the others by its own wish was brought all the same. To be called in a transaction.
 */
export function keepIfNeeded(tables: PlanTables, attemptId: string): boolean {
  const { attempts, facts, chores } = tables
  const attempt = attempts.find(attemptId)
  const all = attempt && attempts.findByPayment(attempt.paymentId)
  const total = all?.at(-1)?.total
  if (attempt === undefined || all === undefined || total === undefined) return false
  const told = factsOf(facts, all)
  const others = all.filter(
    ({ attemptId: id, amount, isReturned }) =>
      id !== attemptId && !isReturned && amount.currency === total.currency,
  )
  const brought = others.reduce((sum, other) => sum + keptMoney(other, told).brought, 0)
  if (brought >= total.value) return false
  attempts.markReturned(attemptId, null)
  chores.remove({ kind: 'return-duplicate', subject: attemptId })
  planChores(tables, attempt.paymentId)
  return true
}

/** What the shop gave back by its own wish was brought all the same: it makes no later money needed. */
function isBroughtBy({ kind }: Fact): boolean {
  return kind !== 'refunded' && kind !== 'refund_failed'
}

function factsOf(facts: FactTable, attempts: readonly Attempt[]): Fact[] {
  return attempts.flatMap(({ attemptId }) => facts.findByAttempt(attemptId))
}
