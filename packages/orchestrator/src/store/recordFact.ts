import type { SqlSteps } from '@payloom/bus/database'
import type { CompanyFact } from '../facts/CompanyFact.ts'
import { createStatusMessage } from '../facts/createStatusMessage.ts'
import { judgeFact } from '../facts/judgeFact.ts'
import type { Attempt } from './Attempt.ts'
import { factTable } from './factTable.ts'
import type { EventState } from './Store.ts'
import { updateTable } from './updateTable.ts'
import type { Work } from './Work.ts'

/**
 * Keeps a fact and its message for the shop, or keeps it in quarantine when it cannot be of its attempt. One that is known, and turns out to have
 * come of an order update, is told once more: the shop counts by it what is left to give back.
 */
export function* recordFact(
  { sql, now, log, tell }: Work,
  attempt: Attempt,
  companyFact: CompanyFact,
  companyId?: string,
  payload?: unknown,
): SqlSteps<EventState> {
  const { attemptId, paymentId } = attempt
  const { reference: _, ...told } = companyFact
  const step = yield* updateTable.findStepOf(sql, attemptId, companyFact)
  const fact = { ...told, attemptId, ...(step === undefined ? {} : { orderUpdateId: step.updateId }) }
  const names = { factId: fact.factId, attemptId, kind: fact.kind }
  const reason = judgeFact(attempt, fact, companyId)
  const isNew = yield* factTable.insert(sql, fact, now, reason)
  if (!isNew) {
    const isAttached =
      step !== undefined && (yield* factTable.attachUpdate(sql, fact.factId, attemptId, step.updateId))
    if (isAttached) yield* tell(createStatusMessage(paymentId, fact, payload, true))
    return 'duplicate'
  }
  if (reason !== undefined) {
    log({ event: 'fact-quarantined', ...names, reason })
    return 'quarantined'
  }
  yield* tell(createStatusMessage(paymentId, fact, payload))
  log({ event: 'fact-recorded', ...names })
  return 'recorded'
}
