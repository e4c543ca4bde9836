import { isDeepStrictEqual } from 'node:util'
import type { SqlSteps } from '@payloom/bus/database'
import type { CompanyAnswer } from '../connectors/Connector.ts'
import type { Attempt } from './Attempt.ts'
import { attemptTable } from './attemptTable.ts'
import { findStanding } from './findStanding.ts'
import { lockPayment } from './locks.ts'
import { planChores } from './planChores.ts'
import { recordFact } from './recordFact.ts'
import { storedTable } from './storedTable.ts'
import type { Work } from './Work.ts'

/** Keeps a company's answer as the result after `step`, unless somebody else was faster or nothing changed, and its facts. */
export function* saveAnswer(
  work: Work,
  attemptId: string,
  step: number,
  answer: CompanyAnswer,
): SqlSteps<Attempt> {
  const { sql, now } = work
  const { paymentId } = yield* findStanding(sql, attemptId)
  yield* lockPayment(sql, paymentId)
  const before = yield* findStanding(sql, attemptId)
  const { companyId, outcome } = answer
  if (companyId !== undefined) yield* attemptTable.setCompanyId(sql, attemptId, companyId)
  const isStale = (before.result?.step ?? 0) !== step
  const isSame = isDeepStrictEqual(before.result?.outcome, outcome)
  if (!isStale && !isSame) yield* attemptTable.insertResult(sql, attemptId, step + 1, outcome, now)
  if (answer.stored !== undefined) yield* storedTable.keep(sql, before, answer.stored, now)
  let isNew = false
  for (const fact of answer.facts) {
    isNew = (yield* recordFact(work, before, fact, companyId)) === 'recorded' || isNew
  }
  if (isNew) yield* planChores(work, paymentId)
  return yield* findStanding(sql, attemptId)
}
