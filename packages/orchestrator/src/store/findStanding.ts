import type { Sql, SqlSteps } from '@payloom/bus/database'
import type { Attempt } from './Attempt.ts'
import { attemptTable } from './attemptTable.ts'

/** The attempt, which has to be there. */
export function* findStanding(sql: Sql, attemptId: string): SqlSteps<Attempt> {
  const attempt = yield* attemptTable.find(sql, attemptId)
  if (attempt === undefined) throw new Error('createStore: claim the attempt before its answers.')
  return attempt
}
