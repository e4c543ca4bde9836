import type { SqlSteps } from '@payloom/bus/database'
import type { CompanyFact } from '../facts/CompanyFact.ts'
import type { UpdateStep } from '../updates/OrderUpdateRow.ts'
import { findStanding } from './findStanding.ts'
import { lockPayment } from './locks.ts'
import { planChores } from './planChores.ts'
import { recordFact } from './recordFact.ts'
import { updateTable } from './updateTable.ts'
import type { Work } from './Work.ts'

/** Keeps what came of a step, and that it is done; with its last step the update is. The attempt's result stays: an answer that is repeated may be old. */
export function* settleUpdateStep(
  work: Work,
  { reference, updateId, attemptId }: UpdateStep,
  facts: readonly CompanyFact[],
  companyId: string | undefined,
): SqlSteps<void> {
  const { sql, log } = work
  const { paymentId } = yield* findStanding(sql, attemptId)
  yield* lockPayment(sql, paymentId)
  const attempt = yield* findStanding(sql, attemptId)
  let isNew = false
  for (const fact of facts) {
    isNew = (yield* recordFact(work, attempt, fact, companyId)) === 'recorded' || isNew
  }
  if (isNew) yield* planChores(work, paymentId)
  yield* updateTable.markStep(sql, reference, 'done')
  const steps = yield* updateTable.findSteps(sql, updateId)
  if (steps.some(({ state }) => state !== 'done')) return
  if (yield* updateTable.end(sql, updateId, 'done')) {
    log({ event: 'order-update-ended', updateId, state: 'done' })
  }
}
