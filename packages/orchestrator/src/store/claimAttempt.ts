import type { SqlSteps } from '@payloom/bus/database'
import type { Fact } from '@payloom/core/contract'
import type { NewAttempt } from './Attempt.ts'
import { attemptTable } from './attemptTable.ts'
import { eventTable } from './eventTable.ts'
import { factTable } from './factTable.ts'
import { findStanding } from './findStanding.ts'
import { guessTotal } from './guessTotal.ts'
import { lockAttempt, lockPayment } from './locks.ts'
import { planChores } from './planChores.ts'
import { applyEvent } from './recordEvent.ts'
import type { ClaimedAttempt } from './Store.ts'
import type { Work } from './Work.ts'

/** Keeps the attempt, if it is new, and applies the webhooks that came earlier. */
export function* claimAttempt(work: Work, attempt: NewAttempt): SqlSteps<ClaimedAttempt | undefined> {
  const { sql, now } = work
  const { attemptId, paymentId } = attempt
  yield* lockAttempt(sql, attemptId)
  if (yield* attemptTable.isBurnt(sql, attemptId)) return undefined
  yield* lockPayment(sql, paymentId)
  const earlier = (yield* attemptTable.findByPayment(sql, paymentId)) ?? []
  const told: Fact[] = []
  for (const other of earlier) told.push(...(yield* factTable.findByAttempt(sql, other.attemptId)))
  const total = attempt.total ?? guessTotal(attempt.due, earlier, told)
  const isNew = yield* attemptTable.insert(sql, attempt, total.value, now)
  const standing = yield* findStanding(sql, attemptId)
  if (!isNew) return { attempt: standing, isNew }
  for (const event of yield* eventTable.findWaiting(sql, standing.provider, attemptId)) {
    yield* applyEvent(work, standing, event)
  }
  yield* planChores(work, paymentId)
  return { attempt: standing, isNew }
}
