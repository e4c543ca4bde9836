import type { SqlSteps } from '@payloom/bus/database'
import type { Fact } from '@payloom/core/contract'
import { chooseShipped } from '../updates/chooseShipped.ts'
import { nameOperation } from '../updates/nameOperation.ts'
import type { OrderUpdateRow, UpdateStep } from '../updates/OrderUpdateRow.ts'
import { planRefund } from '../updates/planRefund.ts'
import type { Attempt } from './Attempt.ts'
import { attemptTable } from './attemptTable.ts'
import { choreTable } from './choreTable.ts'
import { factTable } from './factTable.ts'
import { lockPayment } from './locks.ts'
import type { UpdatePlan } from './Store.ts'
import { updateTable } from './updateTable.ts'
import type { Work } from './Work.ts'

/**
 * Decides once which attempts an update asks for how much, and keeps it: whatever happens afterwards, the same name is asked for with the same
 * amount. Refusals are not kept: the companies may know more.
 */
export function* planUpdate({ sql }: Work, update: OrderUpdateRow): SqlSteps<UpdatePlan> {
  const { updateId, paymentId, body } = update
  yield* lockPayment(sql, paymentId)
  if ((yield* updateTable.findSteps(sql, updateId)).length > 0) return { kind: 'planned' }
  const attempts = yield* attemptTable.findByPayment(sql, paymentId)
  if (attempts === undefined || attempts.length === 0) return { kind: 'refused', reason: 'unknown-payment' }
  const facts: Fact[] = []
  for (const { attemptId } of attempts) facts.push(...(yield* factTable.findByAttempt(sql, attemptId)))
  const insert = (step: Pick<UpdateStep, 'attemptId' | 'action' | 'amount'>): SqlSteps<void> =>
    updateTable.insertStep(sql, { ...step, updateId, reference: nameOperation(updateId, step.attemptId) })
  if (body.status !== 'refunded') {
    const chosen = chooseShipped(attempts, facts)
    if (chosen === undefined) return { kind: 'refused', reason: 'not-paid' }
    yield* insert({ attemptId: chosen.attemptId, action: chosen.isPaid ? 'ship' : 'tell' })
    return { kind: 'planned' }
  }
  const others = yield* updateTable.findOpenSteps(sql, paymentId)
  const plan = planRefund({
    ...{ attempts, facts, underWay: underWayOf(others, facts) },
    undecided: yield* findUndecided(sql, attempts, others),
    amount: body.refund?.amount,
    transactionId: body.refund?.transactionId,
  })
  if (plan.kind !== 'parts') return plan
  for (const part of plan.parts) yield* insert(part)
  return { kind: 'planned' }
}

/** What other updates give back, as far as no fact says so yet. */
function underWayOf(others: readonly UpdateStep[], facts: readonly Fact[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { action, attemptId, updateId, amount } of others) {
    if (action !== 'refund' || amount === undefined) continue
    const isTold = facts.some((fact) => fact.orderUpdateId === updateId && fact.attemptId === attemptId)
    if (!isTold) sums.set(attemptId, (sums.get(attemptId) ?? 0) + amount.value)
  }
  return sums
}

/** Attempts whose held money is being captured, or let go. */
function* findUndecided(
  sql: Work['sql'],
  attempts: readonly Attempt[],
  others: readonly UpdateStep[],
): SqlSteps<ReadonlySet<string>> {
  const found = new Set(others.filter(({ action }) => action === 'void').map(({ attemptId }) => attemptId))
  for (const { attemptId } of attempts) {
    if (yield* choreTable.has(sql, 'capture-part', attemptId)) found.add(attemptId)
  }
  return found
}
