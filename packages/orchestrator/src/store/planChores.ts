import type { Sql, SqlSteps } from '@payloom/bus/database'
import { duplicateAttempts, type Fact } from '@payloom/core/contract'
import type { Attempt } from './Attempt.ts'
import { attemptTable } from './attemptTable.ts'
import { choreTable } from './choreTable.ts'
import { factTable } from './factTable.ts'
import { keptMoney } from './keptMoney.ts'
import type { Work } from './Work.ts'

/**
 * Adds what new facts of a payment ask for at companies: money that it does not need goes back, and held parts whose rest is paid are taken. To be
 * called in the transaction that recorded the facts, which holds the payment's lock, after the last of them: between two of one reading, an
 * authorisation and its void for instance, nothing would be true.
 */
export function* planChores(work: Work, paymentId: string): SqlSteps<void> {
  const { sql, at } = work
  const all = (yield* attemptTable.findByPayment(sql, paymentId)) ?? []
  yield* planReturns(work, all, yield* factsOf(sql, all))
  yield* choreTable.insertCaptures(sql, paymentId, at)
}

/**
 * Money that is to go back covers nothing any more: decided once, so that a payment never loses two successes because each was the later one at
 * some time.
 */
function* planReturns(work: Work, all: readonly Attempt[], facts: readonly Fact[]): SqlSteps<void> {
  const { sql, at, now, log } = work
  const total = all.at(-1)?.total
  if (total === undefined) return
  const returned = new Set(all.filter(({ isReturned }) => isReturned).map(({ attemptId }) => attemptId))
  const found = duplicateAttempts({ total, attempts: all, facts, returned })
  for (const attemptId of found) {
    yield* attemptTable.markReturned(sql, attemptId, now)
    log({ event: 'duplicate-found', attemptId })
  }
  for (const attempt of all) {
    const { attemptId } = attempt
    if (!returned.has(attemptId) && !found.includes(attemptId)) continue
    if (keptMoney(attempt, facts).kept <= 0) continue
    yield* choreTable.insert(sql, 'return-duplicate', attemptId, at)
  }
}

/**
 * Keeps the money of an attempt after all when the other attempts do not cover the total: one of them was let go since. Answers whether it did. What
 * the shop gave back of the others by its own wish was brought all the same. To be called in a transaction that holds the payment's lock.
 */
export function* keepIfNeeded(work: Work, { attemptId, paymentId }: Attempt): SqlSteps<boolean> {
  const { sql } = work
  const all = (yield* attemptTable.findByPayment(sql, paymentId)) ?? []
  const total = all.at(-1)?.total
  if (total === undefined) return false
  const told = yield* factsOf(sql, all)
  const others = all.filter(
    ({ attemptId: id, amount, isReturned }) =>
      id !== attemptId && !isReturned && amount.currency === total.currency,
  )
  const brought = others.reduce((sum, other) => sum + keptMoney(other, told).brought, 0)
  if (brought >= total.value) return false
  yield* attemptTable.markReturned(sql, attemptId, null)
  yield* choreTable.remove(sql, { kind: 'return-duplicate', subject: attemptId })
  yield* planChores(work, paymentId)
  return true
}

function* factsOf(sql: Sql, attempts: readonly Attempt[]): SqlSteps<Fact[]> {
  const facts: Fact[] = []
  for (const { attemptId } of attempts) facts.push(...(yield* factTable.findByAttempt(sql, attemptId)))
  return facts
}
