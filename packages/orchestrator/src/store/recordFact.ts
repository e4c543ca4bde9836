import type { SqlSteps } from '@payloom/bus/database'
import type { CompanyFact } from '../facts/CompanyFact.ts'
import { createStatusMessage } from '../facts/createStatusMessage.ts'
import { judgeFact } from '../facts/judgeFact.ts'
import type { Attempt } from './Attempt.ts'
import { factTable } from './factTable.ts'
import type { EventState } from './Store.ts'
import type { Work } from './Work.ts'

/** Keeps a fact and its message for the shop, or keeps it in quarantine when it cannot be of its attempt. */
export function* recordFact(
  { sql, now, log, tell }: Work,
  attempt: Attempt,
  companyFact: CompanyFact,
  companyId?: string,
  payload?: unknown,
): SqlSteps<EventState> {
  const { attemptId, paymentId } = attempt
  const fact = { ...companyFact, attemptId }
  const names = { factId: fact.factId, attemptId, kind: fact.kind }
  const reason = judgeFact(attempt, fact, companyId)
  const isNew = yield* factTable.insert(sql, fact, now, reason)
  if (!isNew) return 'duplicate'
  if (reason !== undefined) {
    log({ event: 'fact-quarantined', ...names, reason })
    return 'quarantined'
  }
  yield* tell(createStatusMessage(paymentId, fact, payload))
  log({ event: 'fact-recorded', ...names })
  return 'recorded'
}
